/* test_scenario_faults_full.c - what the full model's keys must refuse: each bad value, and each pair
 * of features that contradict each other, with the exact words it is met with. */
#include "scenario_files.h"

/* The good scenario has il-76 aircraft with a range of 7,800 km (3,700 km with 47 t), 3,100 km from
 * almaty. Its contingent stands in line 25, almaty in line 21, chkalovsky in line 18, the fleet in
 * line 14 and the aircraft in line 3 of good.ini. */

/* ---- who carries what ---- */

#define RETURNS "[withdrawal]\norder = 24 h\n"

static const struct fault carriage[] = {
    /* 2 x 4,000 km are more than 7,800. */
    {"[airfield.almaty]\nfuel = no\n[leg.far]\nfrom = chkalovsky\nto = almaty\ndistance = 4000 "
     "km\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - almaty, 4000 km, is out "
     "of "
     "range, even empty, for every aircraft that may carry this contingent, with the fuel for the "
     "way back: [airfield.almaty] has none\n"},
    {"[airfield.chkalovsky]\nfuel = no\n"
     "[leg.far]\nfrom = chkalovsky\nto = almaty\ndistance = 4000 km\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - almaty, 4000 km, is out "
     "of "
     "range, even empty, for every aircraft that may carry this contingent, with the fuel for the "
     "way back: [airfield.chkalovsky] has none\n"},
    /* 7,700 km there and back leave 1.1 t of payload. */
    {"[airfield.almaty]\nfuel = no\n[leg.far]\nfrom = chkalovsky\nto = almaty\ndistance = 3850 "
     "km\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 2.7 m wide) "
     "fits no aircraft that may carry it: 'il-76' takes 1.14634 t, 20 m, 3.4 m\n"},
    /* The load may go to either field, so it must be light enough for the further one. */
    {"[contingent.rifles]\napod = almaty, kant\n[airfield.kant]\n"
     "[leg.far]\nfrom = chkalovsky\nto = kant\ndistance = 7700 km\n"
     "[leg.home]\nfrom = kant\nto = almaty\ndistance = 200 km\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 2.7 m wide) "
     "fits no aircraft that may carry it: 'il-76' takes 1.14634 t, 20 m, 3.4 m\n"},
    {RETURNS "[leg.home]\nfrom = almaty\nto = chkalovsky\nboth_ways = no\ndistance = 7700 km\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 2.7 m wide) "
     "fits no aircraft that may carry it home: 'il-76' takes 1.14634 t, 20 m, 3.4 m\n"},
    {RETURNS "[contingent.tank]\nmode_in = road\npeople = 5\nwithdraw_from = almaty\n"
             "return_to = chkalovsky\n[aircraft.il-76]\nseats = 0\n[contingent.rifles]\n"
             "active = no\n",
     "f.ini:7: error: [contingent.tank] people: no aircraft that may carry this contingent home "
     "can "
     "take a person\n"},
    {"[contingent.rifles]\nbulk = 1000000 t\n[aircraft.il-76]\ncargo_limit = 9 t\n",
     "f.ini:4: error: [contingent.rifles] bulk: '1e+06 t' are more than 100000 loads: no aircraft "
     "that may carry this contingent takes more than 9 t\n"},
    {"[contingent.rifles]\napod = almaty, chkalovsky\n",
     "f.ini:4: error: [contingent.rifles] apod: names the airfield of embarkation\n"},
    {RETURNS "[contingent.rifles]\nreturn_to = almaty\n",
     "f.ini:6: error: [contingent.rifles] return_to: the way home ends where it begins\n"},
    {"[supply]\ncontingent = rifles\nload = 48 t\n",
     "f.ini:5: error: [supply] load: '48 t' fits no aircraft that may carry [contingent.rifles]: "
     "they take 47 t at most\n"},
    {"[contingent.rifles]\nmode_in = road\n[supply]\ncontingent = rifles\n",
     "f.ini:6: error: [supply] contingent: [contingent.rifles] comes by road, and sustainment "
     "flies "
     "with its aircraft\n"},
};

enum { CARRIAGE = sizeof carriage / sizeof carriage[0], TESTS = CARRIAGE };

START_TEST(what_cannot_be_carried_is_refused)
{
    assert_fault(&carriage[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scenario_faults_full");
    TCase *cases = tcase_create("faults");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_loop_test(cases, what_cannot_be_carried_is_refused, 0, CARRIAGE);
    suite_add_tcase(suite, cases);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int ran = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return ran == TESTS && failed == 0 ? 0 : 1;
}
