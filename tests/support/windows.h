/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* windows.h - what is said of tests/oracles/windows.ini and two-origins.ini beside what stands there. */
#ifndef TEST_WINDOWS_H
#define TEST_WINDOWS_H

#define ONCE                 "-n 1 "
#define ALONE                "--set contingent.beta.active=no "
#define SIX_HOURS            "--set flow.q.flights=1 --set 'flow.q.per=6 h' "
#define ALPHA(key, value)    "--set 'contingent.alpha." key "=" value "' "
#define BETA(key, value)     "--set 'contingent.beta." key "=" value "' "
#define SIX                  "--set fleet.fleet.number=6 "
#define FLOW(id, key, value) "--set 'flow." id "." key "=" value "' "
#define QUOTA(id, most, per) FLOW(id, "flights", most) FLOW(id, "per", per)
#define OVER_MID                                                                                   \
    "--set airfield.mid.name=Mid --set leg.home-away.stop=mid "                                    \
    "--set 'leg.home-away.stop_time=1 h' --set leg.a.from=home --set leg.a.to=mid "                \
    "--set 'leg.a.block_time=1 h' --set leg.b.from=mid --set leg.b.to=away "                       \
    "--set 'leg.b.block_time=1 h' "

#endif
