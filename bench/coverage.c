/* Who meets each need of each place within so many steps, in plain C: one search per place and need over the same steps
   that closings are tried on. Reads numbers from standard input (see bench/peers.py), prints how many are met and the
   processor seconds of the searches alone. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int number(void) {
    int value;
    if (scanf("%d", &value) != 1) exit(2);
    return value;
}

typedef struct { int count, *first, *ends; uint64_t *needs; } Rows;
typedef struct { int bodies, most; uint64_t *starts, *meets; Rows after; } Place;

static Place read_place(void) {
    Place place = {number(), number(), NULL, NULL, {0, NULL, NULL, NULL}};
    place.starts = malloc(sizeof(uint64_t) * place.bodies);
    place.meets = malloc(sizeof(uint64_t) * place.bodies);
    for (int at = 0; at < place.bodies; at++)
        if (scanf("%lu %lu", &place.starts[at], &place.meets[at]) != 2) exit(2);
    place.after.count = number();
    place.after.first = malloc(sizeof(int) * (place.bodies + 1));
    place.after.ends = malloc(sizeof(int) * (place.after.count + 1));
    place.after.needs = malloc(sizeof(uint64_t) * (place.after.count + 1));
    for (int at = 0; at <= place.bodies; at++) place.after.first[at] = number();
    for (int at = 0; at < place.after.count; at++)
        if (scanf("%d %lu", &place.after.ends[at], &place.after.needs[at]) != 2) exit(2);
    return place;
}

static int is_met(const Place *place, uint64_t need, int *queue, char *seen) {
    int from = 0, until = 0;
    memset(seen, 0, place->bodies);
    for (int at = 0; at < place->bodies; at++)
        if (place->starts[at] & need) { seen[at] = 1; queue[until++] = at; }
    for (int step = 0; step <= place->most; step++) {
        int level = until;
        for (int at = from; at < level; at++) {
            int body = queue[at];
            if (place->meets[body] & need) return 1;
            for (int arc = place->after.first[body]; step < place->most && arc < place->after.first[body + 1]; arc++) {
                int end = place->after.ends[arc];
                if ((place->after.needs[arc] & need) && !seen[end]) { seen[end] = 1; queue[until++] = end; }
            }
        }
        from = level;
    }
    return 0;
}

int main(void) {
    int places = number(), needs = number(), most = 1, met = 0;
    Place *held = malloc(sizeof(Place) * places);
    for (int at = 0; at < places; at++) {
        held[at] = read_place();
        if (held[at].bodies > most) most = held[at].bodies;
    }
    int *queue = malloc(sizeof(int) * most);
    char *seen = malloc(most);
    clock_t began = clock();
    for (int at = 0; at < places; at++)
        for (int need = 0; need < needs; need++) met += is_met(&held[at], 1ULL << need, queue, seen);
    printf("%d %f\n", met, (double)(clock() - began) / CLOCKS_PER_SEC);
    return 0;
}
