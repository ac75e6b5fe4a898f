"""What a way costs, compared from left to right: quality first, then how far a person has to go.

A cost is (unsuited, misfit, unknown hours, no front desk, by law only, desks, told only, evidence, to confirm):

1. `unsuited`: ends that a rule of practice does not name, where one names others for this case (safety);
2. `misfit`: ends that do not speak of the need, whose audience or language is not known to be hers, or that
   are closed when she asks;
3. `unknown hours`: ends not known to be open, where an hour is given; half as much where the words leave it open;
4. `no front desk`: a whole government or a bureau, where nobody says which section;
5. `by law only`: bodies that law requires and no document or register names, and ends that no document states for
   exactly such a person;
6. `desks`: desks to visit, a whole government counting twice (being sent from desk to desk is the harm to avoid);
7. `told only`: steps by which nobody takes her along; twice as much where she would be handed on by a provision that is
   not known to be about her;
8. `evidence`: rank of the evidence layers; 9. `to confirm`: points still open.

All parts are whole numbers that add up along a way, so that Dijkstra's algorithm and A* hold (decision 0026).
"""

from __future__ import annotations

from tsunagu.network.paths import Cost

NOTHING: Cost = (0,) * 9


def step_cost(front: bool, by_law: bool, told: int, layer: int, confirm: int) -> Cost:
    """Cost of one step to a body; `told` is 0 where she is taken along, 1 told only, 2 on a ground not known hers."""
    return 0, 0, 0, int(not front), int(by_law), 1 if front else 2, told, layer, confirm


def desks_of(cost: Cost) -> int:
    """Desks to visit on a way of this cost, a whole government counted twice."""
    return cost[5]
