/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* accounts.h - waits, chains, flights, hours, fuel and cost by contingent, airfield and type.
 *
 * Kept while a replication runs, when its options ask for it, and packed at its end. Every flight is
 * of one contingent (whose load it brings, fetches, or brought last), one airfield (its origin) and one
 * type; so the flights, hours, tonnes and costs of all things of a kind add up to those of all. A wait
 * of a flight is at the airfield where it stands or holds, but for one for a slot, or for the hours of
 * a field it is not at yet: that is at the field waited for. A wait of a load is where the load is. */
#ifndef AB_MODEL_ACCOUNTS_H
#define AB_MODEL_ACCOUNTS_H

#include "model/state.h"

/* Memory for them, once; false when it is out. And what they come to is nothing again. */
bool ab_accounts_prepare(struct ab_run *run);
void ab_accounts_give(struct ab_run *run);
void ab_accounts_reset(struct ab_run *run);

/* A flight of this contingent has waited at an airfield, or a load of it. */
void ab_accounts_wait(struct ab_run *run, int contingent, int airfield, int cause, ab_time spent);

/* So much fuel was taken on for a flight; and it is on blocks after so much flying. */
void ab_accounts_fuel(struct ab_run *run, const struct ab_sortie_record *sortie, double taken_t);
void ab_accounts_flight(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time flown);

/* A load is off its aircraft, that came in. It was the last of its contingent: what lies behind that,
 * by link. */
void ab_accounts_delivery(struct ab_run *run, const struct ab_sortie_record *sortie);
void ab_accounts_closure(struct ab_run *run, int contingent, const ab_time *spent);

/* Packs what has come together. */
void ab_accounts_pack(struct ab_run *run);

#endif
