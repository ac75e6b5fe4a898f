"""The pages of needs, laws, measures, services, documents, functions, kinds, figures and registers in a human's order.

Each module gives one kind of thing as a `Sheet`: what it is in two lines, a card of what one wants first, and tables of
its neighbours, each row with its layer and the place it stands at. One template (`web/sheet.html`) shows all of them.
"""
