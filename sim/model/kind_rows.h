/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* kind_rows.h - every kind of thing that can happen in a run: its name (AB_EV_REQUEST ...), what it
 * happens to, and what handles it. Included where KIND and KIND_ALONE, of the run as a whole, say
 * what a row becomes (state.h, run.c).
 *
 * A new kind goes to the end: its number is part of the trajectory hash. */
/* clang-format off */

/* command */
KIND_ALONE(REQUEST, ab_command_request)                            /* the host asks for help */
KIND_ALONE(DECISION, ab_command_decision)
KIND_ALONE(ORDERS, ab_command_orders)
KIND_ALONE(TASKING, ab_tasking_round)                              /* match loads and aircraft */
KIND_ALONE(ASSIGNMENT, ab_command_assignment)                      /* give landed people to sites */
KIND_ALONE(HEADQUARTERS_UP, ab_site_headquarters_up)
KIND_ALONE(CLOSED, ab_command_closed)                              /* the last load of all is off its aircraft */
KIND_ALONE(WITHDRAWAL_ORDER, ab_command_withdrawal_order)
KIND_ALONE(PERIOD, ab_flow_review)                                 /* there may be room under a ceiling again */
KIND_ALONE(WITHDRAWN, ab_command_withdrawn)                        /* everybody is home */
KIND_ALONE(SUPPLY, ab_supply_due)                                  /* the stock has reached the trigger, or its end */
KIND(CHANGE, CHANGE, apply_change)

/* contingents, loads, aircraft */
KIND(ASSEMBLED, CONTINGENT, ab_contingent_assembled)
KIND(MARCHED, CONTINGENT, ab_contingent_marched)                   /* at its airfield of embarkation */
KIND(CHALK_READY, CHALK, ab_tasking_ready)                         /* it stands beside the apron */
KIND(CHALK_CALLED, CHALK, ab_tasking_called)                       /* an aircraft may be tasked for it before */
KIND(ROAD_IN, CONTINGENT, ab_contingent_road_in)                   /* its road column reaches the theatre */
KIND(FORMED_UP, CHALK, ab_contingent_formed_up)                    /* its people are fit for a task */
KIND(COLUMN_FORMED_UP, CONTINGENT, ab_contingent_column_formed_up) /* the same for a road column */
KIND(HOMEWARD, CONTINGENT, ab_command_homeward)                    /* may leave: loads are called, or its column goes */
KIND(COLUMN_HOME, CONTINGENT, ab_contingent_column_home)
KIND(BATCH, CHALK, ab_sortie_batch)                                /* the batch of homeward loads it completed may be offloaded */
KIND(TAIL_AVAILABLE, TAIL, ab_fleet_release_tail)                  /* released to the operation */
KIND(CREW_RESTED, CREWS, ab_crew_rested)

/* sites */
KIND(SITE_REQUESTED, SITE, ab_site_requested)
KIND(GUARD_ARRIVED, SITE, ab_site_guard_arrived)
KIND(GUARDED, SITE, ab_site_guarded)                               /* relieved in place */
KIND(HANDBACK, SITE, ab_site_begin_handback)                       /* the host begins to take it over */
KIND(HANDED_BACK, SITE, ab_site_handed_back)
KIND(GUARD_BACK, SITE, ab_site_guard_back)                         /* its guards are back at the airfield */

/* the life of a sortie */
KIND(CREW_REPORTED, SORTIE, ab_sortie_crew_reported)               /* a rested crew has come aboard */
KIND(CARGO, SORTIE, ab_sortie_cargo)                               /* the load it waited for is ready */
KIND(ONLOAD, SORTIE, ab_sortie_onload)                             /* it has a working place */
KIND(ONLOAD_BEGIN, SORTIE, ab_sortie_onload_begin)                 /* and working hours have begun */
KIND(ONLOADED, SORTIE, ab_sortie_onloaded)
KIND(PREPARED, SORTIE, ab_departure_prepared)                      /* one step of its preparation is done */
KIND(BLOCK_OUT, SORTIE, ab_departure_block_out)                    /* it has the runway */
KIND(AIRBORNE, SORTIE, ab_departure_airborne)
KIND(OVERHEAD, SORTIE, ab_arrival_overhead)                        /* over its destination */
KIND(CLEARED, SORTIE, ab_arrival_cleared)                          /* the field is open for landings */
KIND(STAND, SORTIE, ab_arrival_stand)                              /* a stand is its own */
KIND(LANDING, SORTIE, ab_arrival_landing)                          /* it has the runway */
KIND(HOLDING_LIMIT, SORTIE, ab_arrival_holding_limit)              /* its holding fuel is used */
KIND(AT_ALTERNATE, SORTIE, ab_alternate_reached)                   /* over its alternate */
KIND(ONWARD, SORTIE, ab_alternate_onward)                          /* on the alternate: its landing may be foreseen, or its crew be there */
KIND(ONWARD_CLEAR, SORTIE, ab_alternate_onward_clear)              /* on the alternate: the weather at the destination is good again */
KIND(ONWARD_STAND, SORTIE, ab_alternate_onward_stand)              /* on the alternate: a stand is its own at the destination */
KIND(ON_BLOCKS, SORTIE, ab_sortie_on_blocks)
KIND(STOPPED, SORTIE, ab_sortie_stopped)                           /* its stop on the way is over */
KIND(OFFLOAD, SORTIE, ab_sortie_offload)                           /* it has a working place */
KIND(OFFLOAD_BEGIN, SORTIE, ab_sortie_offload_begin)               /* and working hours have begun */
KIND(OFFLOADED, SORTIE, ab_sortie_offloaded)
KIND(SERVICED, SORTIE, ab_sortie_serviced)                         /* the tail is free */

/* airfields and their other users */
KIND(WEATHER, AIRFIELD, ab_flow_weather)                           /* the other spell begins */
KIND(OPENING, AIRFIELD, ab_flow_opening)                           /* hours or a dated closure begin or end */
KIND(FUEL_DELIVERY, AIRFIELD, ab_fuel_delivery)
KIND(SLOT_REVIEW, AIRFIELD, ab_slot_review)                        /* a stand may be foreseen free now */
KIND(TRAFFIC, TRAFFIC, ab_traffic_arrive)                          /* a visitor arrives */
KIND(VISITOR_LANDING, VISITOR, ab_traffic_landing)                 /* it has the runway */
KIND(VISITOR_PARKED, VISITOR, ab_traffic_parked)
KIND(VISITOR_HANDLED, VISITOR, ab_traffic_handled)                 /* it has a working place */
KIND(VISITOR_READY, VISITOR, ab_traffic_ready)                     /* its ground time is over */
KIND(VISITOR_LEAVING, VISITOR, ab_traffic_leaving)                 /* the field is open for take-offs */
KIND(VISITOR_TAKEOFF, VISITOR, ab_traffic_takeoff)                 /* it has the runway */
KIND(VISITOR_GONE, VISITOR, ab_traffic_gone)

/* loads before they are ready (preparation.c) */
KIND(LOAD_BROUGHT, CHALK, ab_preparation_brought)                  /* it has come to the field to be prepared */
KIND(TEAMS, AIRFIELD, ab_preparation_round)                        /* free teams take up loads */
KIND(LOAD_CALL, CHALK, ab_preparation_call)                        /* as foreseen it will soon be ready */
KIND(LOAD_PREPARED, CHALK, ab_preparation_done)                    /* its team has done with it */
KIND(LOAD_IN_YARD, CHALK, ab_preparation_in_yard)                  /* there is room for it */

KIND(WINDOW_NEAR, CHALK, ab_tasking_window_near)                   /* its earliest arrival is near: it is called */

/* who must know, and who must agree */
KIND(REQUEST_KNOWN, SITE, ab_site_request_known)                   /* command knows that a guard is asked for */
KIND(GUARD_KNOWN, SITE, ab_site_guard_known)                       /* ... that the relief is over */
KIND(NOTIFIED, NOTIFICATION, ab_notification_sent)                 /* another organisation is told */
KIND(COMMIT_DUE, CONTINGENT, ab_command_commit_due)                /* its release is asked for */
KIND_ALONE(RELEASES, ab_authority_round)                           /* requests of this instant come in */
KIND(RELEASE_TURN, RELEASE, ab_authority_take_up)                  /* those before it are released */
KIND(RELEASED, RELEASE, ab_command_released)

/* more of the above */
KIND(JOINED, CONTINGENT, ab_contingent_joined)                     /* a contingent becomes part of the force */
KIND(LINE_CALLS, AIRFIELD, ab_callup_look)                         /* somebody in line for a team is to be called for */

/* hubs */
KIND(YARD, SORTIE, ab_sortie_yard)                                 /* there is room for its load in the yard */
KIND(CUT, CONTINGENT, ab_hub_cut)                                  /* more of it is at its hub, or it is wanted */
KIND(ROAD_ON, PASSAGE, ab_hub_arrived)                             /* what went on by road is in the theatre */

/* evacuations */
KIND(EVACUATION, EVACUATION, ab_evacuation_look)                   /* enough are cleared to call an aircraft, or waited long */
KIND(EVACUATION_END, EVACUATION, ab_sortie_end_evacuation)         /* by date */

/* ceilings, tasking */
KIND_ALONE(FLOW_EDGE, ab_flow_edge)                                /* a ceiling begins or ends */
KIND_ALONE(NEXT_LOOK, ab_tasking_look_again)                       /* an aircraft that a load waits for should be free */

/* clang-format on */
#undef KIND
#undef KIND_ALONE
