#compdef airbridge
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# zsh completion of airbridge. Made by: airbridge help completion zsh

_airbridge_scenarios() { _files -g '*.ini' }
_airbridge_folders() { _files -/ }
_airbridge_files() { _files }
_airbridge_measures() { _airbridge_known_measures ''; }
_airbridge_precisions() { _airbridge_known_measures = }

# The keys that the scenario on the command line gives; without one, the kinds of sections.
_airbridge_assignments()
{
    local word
    local -a keys
    for word in $words; do
        [[ $word == *.ini && -f $word ]] || continue
        keys=(${(f)"$($airbridge_program show $word 2>/dev/null |
            sed -n -e 's/^\[\(.*\)\].*/\1/;T key' -e h -e d \
                -e ':key' -e 's/^\([a-z_0-9]*\) *=.*/\1/;T' -e 'G;s/\(.*\)\n\(.*\)/\2.\1=/p')"})
    done
    (( $#keys )) || keys=($airbridge_sections)
    compadd -S '' -- $keys
}

# The measures of the scenario on the command line; without one, those that all have.
_airbridge_known_measures()
{
    local word
    local -a known
    for word in $words; do
        [[ $word == *.ini && -f $word ]] || continue
        known=(${(f)"$($airbridge_program help measures $word 2>/dev/null |
            sed -n 's/^  \([^ ][^ ]*\) .*/\1/p')"})
    done
    (( $#known )) || known=($airbridge_measures)
    compadd -S '' -- ${^known}$1
}

_airbridge_kinds() { local -a all=(lhs: sobol:); compadd -S '' -- $all }
_airbridge_engines() { local -a all=(slurm: parallel:); compadd -S '' -- $all }
_airbridge_ways() { local -a all=(json); compadd -- $all }
_airbridge_inputs() { local -a all=(base drawn both split); compadd -- $all }
_airbridge_formats() { local -a all=(geojson kml czml); compadd -- $all }
_airbridge_keys() { local -a all=(scenario
        scenario.base scenario.start scenario.title scenario.note scenario.end scenario.horizon scenario.event_limit scenario.tasking scenario.deterministic scenario.seed scenario.spans scenario.deadline scenario.nth_delivery scenario.route_factor scenario.person_mass scenario.road_factor scenario.road_speed scenario.wind
        past
        past.scenario past.set past.at past.seed past.replication
        command
        command.request command.consultation command.decision command.orders command.headquarters command.headquarters_setup command.headquarters_needed command.release command.release_time command.release_from command.release_one_by_one command.site_classes
        withdrawal
        withdrawal.order withdrawal.handback withdrawal.start withdrawal.flights_per_day withdrawal.day_offset
        supply
        supply.consumption supply.stock supply.trigger supply.load supply.contingent
        aircraft
        aircraft.name aircraft.cruise_speed aircraft.allowance aircraft.block_factor aircraft.payload_range aircraft.cargo_limit aircraft.cargo_class aircraft.seats aircraft.seats_with_vehicles aircraft.seats_evacuation aircraft.deck_length aircraft.deck_width aircraft.deck_gap aircraft.stands aircraft.runway aircraft.onload_time aircraft.onload_per_vehicle aircraft.onload_per_tonne aircraft.onload_per_person aircraft.offload_time aircraft.offload_per_vehicle aircraft.offload_per_tonne aircraft.offload_per_person aircraft.servicing_time aircraft.maintenance_time aircraft.fuel_burn aircraft.fuel_capacity aircraft.fuel_reserve aircraft.cost_per_hour aircraft.holding_fuel aircraft.crew_duty aircraft.crew_duty_augmented aircraft.departure_reliability aircraft.repair_home aircraft.repair_away
        vehicle
        vehicle.name vehicle.mass vehicle.length vehicle.width vehicle.height
        fleet
        fleet.active fleet.type fleet.number fleet.home fleet.alerted_by fleet.available fleet.crews fleet.augmented fleet.crew_rest fleet.positions fleet.crew_stage
        airfield
        airfield.name airfield.icao airfield.country airfield.latitude airfield.longitude airfield.elevation airfield.runway_length airfield.utc_offset airfield.time_zone airfield.open airfield.runways airfield.runway_occupancy airfield.parking_mog airfield.working_mog airfield.preparation_teams airfield.yard_loads airfield.banned airfield.slot_control airfield.alternate airfield.offload_at_alternate airfield.fuel airfield.fuel_mog airfield.fuel_rate airfield.fuel_stock airfield.fuel_delivery airfield.fuel_interval airfield.fuel_price airfield.landing_hours airfield.takeoff_hours airfield.working_hours airfield.overrun airfield.weather_open airfield.weather_closed airfield.weather_stops airfield.closures airfield.closures_stop
        leg
        leg.from leg.to leg.both_ways leg.distance leg.route_factor leg.block_time leg.stop leg.stop_time
        route
        route.legs route.stops route.both_ways
        contingent
        contingent.name contingent.nation contingent.active contingent.mode_in contingent.mode_out contingent.apoe contingent.apod contingent.via contingent.onward_mode contingent.onward_fleets contingent.onward_road_time contingent.people contingent.forward_people contingent.vehicles contingent.vehicle_order contingent.bulk contingent.oversize contingent.outsize contingent.loads contingent.priority contingent.fleets contingent.load_plan contingent.load_type contingent.alerted_by contingent.delivered contingent.airborne contingent.airborne_time contingent.joins contingent.approval contingent.available contingent.earliest_arrival contingent.latest_arrival contingent.after contingent.after_event contingent.after_delay contingent.journey contingent.notice contingent.assembly contingent.road_march contingent.forward_assembly contingent.load_interval contingent.call_forward contingent.preparation_time contingent.preparation_per_vehicle contingent.preparation_per_tonne contingent.preparation_per_person contingent.road_in_time contingent.road_out_time contingent.form_up contingent.standby contingent.commit contingent.site_classes contingent.withdraw_from contingent.return_to contingent.withdrawal_priority contingent.withdraw_after contingent.outload_interval contingent.batch contingent.batch_time
        site
        site.name site.class site.active site.latitude site.longitude site.road_time site.guards site.host_strength site.priority site.requested site.handover site.handback site.handback_after site.contingent site.held_by
        traffic
        traffic.active traffic.airfield traffic.interval traffic.ground_time traffic.stands traffic.handled traffic.from traffic.until traffic.hours
        evacuation
        evacuation.name evacuation.active evacuation.airfield evacuation.people evacuation.from evacuation.until evacuation.arrivals evacuation.interval evacuation.group evacuation.processing_rate evacuation.processing_hours evacuation.to evacuation.shares evacuation.fleets evacuation.priority evacuation.calls_flights evacuation.fills_returns evacuation.call_size evacuation.longest_wait evacuation.per_flight evacuation.person_mass evacuation.onload_time evacuation.onload_per_person evacuation.offload_time evacuation.offload_per_person
        backhaul
        backhaul.active backhaul.from backhaul.to backhaul.people backhaul.per_flight backhaul.ready backhaul.onload_time backhaul.offload_time
        blackout
        blackout.active blackout.from blackout.until blackout.sites blackout.delay
        notification
        notification.name notification.active notification.at notification.before notification.source
        flow
        flow.active flow.direction flow.contingents flow.airfields flow.flights flow.per flow.day_offset flow.together flow.together_time flow.from flow.until
        change
        change.at change.key change.value change.foreseen
        milestone
        milestone.name milestone.event milestone.contingents milestone.airfields milestone.sites milestone.notifications milestone.evacuations milestone.nth milestone.since milestone.from milestone.by milestone.earliest milestone.latest milestone.tolerance milestone.source milestone.confidence milestone.use milestone.known_miss
        uncertain
        uncertain.active uncertain.key uncertain.value uncertain.factor uncertain.source
        sweep
        sweep.design sweep.points sweep.cases sweep.replications
        vary
        vary.key vary.values
        price
        price.key price.per_unit
        table
        table.kind table.file table.columns table.ignore table.every table.only table.day_zero); compadd -- $all }
_airbridge_topics() { local -a all=(new check run list sweep merge compare worth size sensitivity worst calibrate validate keys show explain plot page export help version topics luck unknowns precision bound waits milestones deadlines dates formats parts limits scenario measures tables columns json statuses environment man completion); compadd -- $all }
_airbridge_templates() { local -a all=(deployment evacuation relief); compadd -- $all }

_airbridge()
{
    local airbridge_program=$words[1]
    local -a airbridge_sections airbridge_measures described
    airbridge_sections=(scenario. past. command. withdrawal. supply. aircraft. vehicle. fleet. airfield. leg. route. contingent. site. traffic. evacuation. backhaul. blackout. notification. flow. change. milestone. uncertain. sweep. vary. price. table.)
    airbridge_measures=(closure_h first_landing_h closed closed_by deployed_people deployed_vehicles inbound_flights flying_hours ute_h_per_day tonnes_delivered mtkm_per_day aircraft_used diversions emergencies turned_away max_holding light_flights backhaul_people sustainment_flights supply_short_h sites_guarded host_relieved unguarded_site_h withdrawal_h outbound_flights delivery_90_h nth_delivery_h fuel_t cost on_time_share late_loads late_tonnes report_delay_h release_wait_h bound_h gap wait_h.cargo wait_h.aircraft wait_h.positioning wait_h.stand wait_h.working wait_h.fuel wait_h.crew wait_h.repair wait_h.slot wait_h.runway wait_h.weather wait_h.hours wait_h.closed wait_h.holding wait_h.diversion wait_h.yard wait_h.preparation wait_h.window wait_h.flow )
    described=(
        'new:a scenario to start from'
        'check:read and check scenarios, run nothing'
        'run:simulate; tables into a folder'
        'list:the runs that a sweep would make'
        'sweep:simulate every point of a design'
        'merge:the parts of a run, a comparison or a sweep as one result'
        'compare:what a change does, under the same luck'
        'worth:what more of each thing would buy, and what can be given up'
        'size:the cheapest mix that reaches a goal, or a better order'
        'sensitivity:which inputs drive a result'
        'worst:what hurts most when it is denied, and what helps'
        'calibrate:what history says about what we do not know'
        'validate:hold a scenario'"'"'s milestones against history'
        'keys:reference of every key of a scenario'
        'show:the effective scenario, and where each value came from'
        'explain:hour by hour, why a load came when it did'
        'plot:pictures of a result, by gnuplot'
        'page:a result as one file that a browser shows'
        'export:flights in time, for a map or a globe'
        'help:this overview, or the help of a command or topic'
        'version:which release this is')
    if (( CURRENT == 2 )); then
        _describe command described
        compadd -- --help --version
        return
    fi
    shift words
    (( CURRENT-- ))
    case $words[1] in
    new)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[the file to write; without it, or with -, the standard]:FILE:_airbridge_files' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_templates' ;;
    check)
        _arguments -s -S \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '--strict[what is only a note is a fault]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    run)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '--trace=-[write every flight, load and airfield state of]::N: ' \
            '--only=[replication N alone, at once the same as among all]:N: ' \
            '--by=[how probable it is that all are in by then, as in]:DATE: ' \
            '--inputs=[of what is not known, uncertain.ID. base what the]:INPUTS:_airbridge_inputs' \
            '*--until=[instead of -n replicate until no side of the 95 %]:MEASURE=HALF:_airbridge_precisions' \
            '--min=[replications at --until'"'"'s first look (default 1000,]:REPS: ' \
            '--max=[most replications of --until (default 20000)]:REPS: ' \
            '--shard=[only part K of N (from 1; 0 is N), to be merged]:K/N: ' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--plan=[run nothing; write a script that does it in N parts]:ENGINEN:_airbridge_engines' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    list)
        _arguments -s -S \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '*--vary=[give a key several values in turn 2,4,8, or]:KEY=VALUES:_airbridge_assignments' \
            '--zip[the values of all --vary go in step instead]' \
            '--cases=[a CSV file a column per key, a row per case; an]:FILE:_airbridge_files' \
            '--design=[sample the ranges of --vary lhs200 (Latin]:KINDPOINTS:_airbridge_kinds' \
            '--shard=[only part K of N (from 1; 0 is N), to be merged]:K/N: ' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    sweep)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '--only=[replication N alone, at once the same as among all]:N: ' \
            '--by=[how probable it is that all are in by then, as in]:DATE: ' \
            '--inputs=[of what is not known, uncertain.ID. base what the]:INPUTS:_airbridge_inputs' \
            '*--until=[instead of -n replicate until no side of the 95 %]:MEASURE=HALF:_airbridge_precisions' \
            '--min=[replications at --until'"'"'s first look (default 1000,]:REPS: ' \
            '--max=[most replications of --until (default 20000)]:REPS: ' \
            '*--vary=[give a key several values in turn 2,4,8, or]:KEY=VALUES:_airbridge_assignments' \
            '--zip[the values of all --vary go in step instead]' \
            '--cases=[a CSV file a column per key, a row per case; an]:FILE:_airbridge_files' \
            '--design=[sample the ranges of --vary lhs200 (Latin]:KINDPOINTS:_airbridge_kinds' \
            '--shard=[only part K of N (from 1; 0 is N), to be merged]:K/N: ' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--plan=[run nothing; write a script that does it in N parts]:ENGINEN:_airbridge_engines' \
            '--runs[write runs.csv too, a row per replication]' \
            '--yes[do it though it is more than a million runs]' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    merge)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '--runs[write runs.csv too, a row per replication]' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_folders' ;;
    compare)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '*--with=[compare with SCENARIO having another value there;]:KEY=VALUE:_airbridge_assignments' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '--only=[replication N alone, at once the same as among all]:N: ' \
            '--by=[how probable it is that all are in by then, as in]:DATE: ' \
            '--inputs=[of what is not known, uncertain.ID. base what the]:INPUTS:_airbridge_inputs' \
            '*--until=[instead of -n replicate until no side of the 95 %]:MEASURE=HALF:_airbridge_precisions' \
            '--min=[replications at --until'"'"'s first look (default 1000,]:REPS: ' \
            '--max=[most replications of --until (default 20000)]:REPS: ' \
            '--shard=[only part K of N (from 1; 0 is N), to be merged]:K/N: ' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--plan=[run nothing; write a script that does it in N parts]:ENGINEN:_airbridge_engines' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    worth)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '--only=[only these, with commas airfield.almaty.working_mog,]:KEYS:_airbridge_keys' \
            '--of=[of which measure (default closure_h or, where no]:MEASURE:_airbridge_measures' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    size)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '*--vary=[give a key several values in turn 2,4,8, or]:KEY=VALUES:_airbridge_assignments' \
            '--of=[of which measure (default closure_h or, where no]:MEASURE:_airbridge_measures' \
            '*--goal=[what is to be reached '"'"'closure_h <= 72'"'"', '"'"'closure_h <= 3 d'"'"',]:GOAL:_airbridge_measures' \
            '--confidence=[in which share of replications (default 90 %)]:SHARE: ' \
            '--order=[look for a better order contingents, by their]:WHO: ' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    sensitivity)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '--of=[of which measure (default closure_h or, where no]:MEASURE:_airbridge_measures' \
            '*--over=[a key that may be anything of a range, LOW..HIGH, instead]:KEY=RANGE:_airbridge_assignments' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    worst)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '--of=[of which measure (default closure_h or, where no]:MEASURE:_airbridge_measures' \
            '--denial=[for how long something is denied (default 24 h)]:TIME: ' \
            '--unforeseen[nobody knows beforehand of a way that is denied, nor of]' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    calibrate)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    validate)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[folder for the tables, made when missing; or a file]:DIR:_airbridge_folders' \
            '(-n --replications)'{-n+,--replications=}'[how often to simulate, 1 to 10000000]:REPS: ' \
            '--seed=[luck of the replications, instead of the scenario'"'"'s seed]:N: ' \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '(-j --threads)'{-j+,--threads=}'[threads to work with (default all cores); the result]:THREADS: ' \
            '--memory=[memory to take at most, as in 500 MB or 2 GB]:SIZE: ' \
            '--only=[replication N alone, at once the same as among all]:N: ' \
            '--by=[how probable it is that all are in by then, as in]:DATE: ' \
            '--inputs=[of what is not known, uncertain.ID. base what the]:INPUTS:_airbridge_inputs' \
            '*--until=[instead of -n replicate until no side of the 95 %]:MEASURE=HALF:_airbridge_precisions' \
            '--min=[replications at --until'"'"'s first look (default 1000,]:REPS: ' \
            '--max=[most replications of --until (default 20000)]:REPS: ' \
            '--shard=[only part K of N (from 1; 0 is N), to be merged]:K/N: ' \
            '--resume[go on where the journal in or beside DIR ends, if]' \
            '--plan=[run nothing; write a script that does it in N parts]:ENGINEN:_airbridge_engines' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '--json[print the result on the standard output as one JSON]' \
            '--progress=[json tell how far it is for programs that watch at]:HOW:_airbridge_ways' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    keys)
        _arguments -s -S \
            '--search=[the keys of which anything that is said holds WORD, or each of several words]:WORD: ' \
            '--json[print the result on the standard output as one JSON]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_keys' ;;
    show)
        _arguments -s -S \
            '*--set=[give a key of the scenario another value; repeatable.]:KEY=VALUE:_airbridge_assignments' \
            '--from=[go on from a result until --at all is as in its traced]:DIR:_airbridge_folders' \
            '--at=[from when on, as in 2022-01-08T1200Z]:DATE: ' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_scenarios' ;;
    explain)
        _arguments -s -S \
            '--json[print the result on the standard output as one JSON]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_folders' ;;
    plot)
        _arguments -s -S \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_folders' ;;
    page)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[the file to write, as in january.html]:PAGE:_airbridge_files' \
            '--live[put the simulator into the page, to try other values in it]' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_folders' ;;
    export)
        _arguments -s -S \
            '(-o --output)'{-o+,--output=}'[the file to write; without it, or with -, the standard]:FILE:_airbridge_files' \
            '--format=[geojson, kml or czml]:FORMAT:_airbridge_formats' \
            '--force[replace the results in a folder that is not empty, a]' \
            '(-q --quiet)'{-q,--quiet}'[print faults only]' \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_folders' ;;
    help)
        _arguments -s -S \
            '(-h --help)'{-h,--help}'[this help]' \
            '*: :_airbridge_topics' ;;
    version)
        _arguments -s -S \
            '(-h --help)'{-h,--help}'[this help]' ;;
    esac
}
if [[ $funcstack[1] == _airbridge ]]; then
    _airbridge "$@"
elif (( $+functions[compdef] )); then
    compdef _airbridge airbridge
fi
