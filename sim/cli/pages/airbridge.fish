# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# fish completion of airbridge. Made by: airbridge help completion fish

function __airbridge_scenarios
    __fish_complete_suffix .ini
end
function __airbridge_folders
    __fish_complete_directories (commandline -ct)
end
function __airbridge_files
    __fish_complete_path (commandline -ct)
end

# The keys that the scenario on the command line gives; without one, the kinds of sections.
function __airbridge_assignments
    set -l words (commandline -opc)
    set -l keys
    for word in $words
        string match -q '*.ini' -- $word; and test -f $word; or continue
        set keys ($words[1] show $word 2>/dev/null |
            sed -n -e 's/^\[\(.*\)\].*/\1/;T key' -e h -e d \
                -e ':key' -e 's/^\([a-z_0-9]*\) *=.*/\1/;T' -e 'G;s/\(.*\)\n\(.*\)/\2.\1=/p')
    end
    test (count $keys) -gt 0; and string join \n $keys; or __airbridge_sections
end

# The measures of the scenario on the command line; without one, those that all have.
function __airbridge_measures
    set -l words (commandline -opc)
    set -l known
    for word in $words
        string match -q '*.ini' -- $word; and test -f $word; or continue
        set known ($words[1] help measures $word 2>/dev/null |
            sed -n 's/^  \([^ ][^ ]*\) .*/\1/p')
    end
    test (count $known) -gt 0; and string join \n $known; or __airbridge_all_measures
end
function __airbridge_precisions
    string replace -r '$' = (__airbridge_measures)
end
function __airbridge_sections
    string match -ra '\S+' 'scenario. past. command. withdrawal. supply. aircraft. vehicle. fleet. airfield. leg. route. contingent. site. traffic. evacuation. backhaul. blackout. notification. flow. change. milestone. uncertain. sweep. vary. price. table.'
end
function __airbridge_all_measures
    string match -ra '\S+' 'closure_h first_landing_h closed closed_by deployed_people deployed_vehicles inbound_flights flying_hours ute_h_per_day tonnes_delivered mtkm_per_day aircraft_used diversions emergencies turned_away max_holding light_flights backhaul_people sustainment_flights supply_short_h sites_guarded host_relieved unguarded_site_h withdrawal_h outbound_flights delivery_90_h nth_delivery_h fuel_t cost on_time_share late_loads late_tonnes report_delay_h release_wait_h bound_h gap wait_h.cargo wait_h.aircraft wait_h.positioning wait_h.stand wait_h.working wait_h.fuel wait_h.crew wait_h.repair wait_h.slot wait_h.runway wait_h.weather wait_h.hours wait_h.closed wait_h.holding wait_h.diversion wait_h.yard wait_h.preparation wait_h.window wait_h.flow '
end
function __airbridge_kinds
    string match -ra '\S+' 'lhs: sobol:'
end
function __airbridge_engines
    string match -ra '\S+' 'slurm: parallel:'
end
function __airbridge_ways
    string match -ra '\S+' 'json'
end
function __airbridge_inputs
    string match -ra '\S+' 'base drawn both split'
end
function __airbridge_formats
    string match -ra '\S+' 'geojson kml czml'
end
function __airbridge_keys
    string match -ra '\S+' 'scenario
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
        table.kind table.file table.columns table.ignore table.every table.only table.day_zero'
end
function __airbridge_topics
    string match -ra '\S+' 'new check run list sweep merge compare worth size sensitivity worst calibrate validate keys show explain plot page export help version topics luck unknowns precision bound waits milestones deadlines dates formats parts limits scenario measures tables columns json statuses environment man completion'
end
function __airbridge_templates
    string match -ra '\S+' 'deployment evacuation relief'
end

complete -c airbridge -f
complete -c airbridge -n __fish_use_subcommand -l help -d 'the list of commands'
complete -c airbridge -n __fish_use_subcommand -l version -d 'which release'
complete -c airbridge -n __fish_use_subcommand -a new -d 'a scenario to start from'
complete -c airbridge -n '__fish_seen_subcommand_from new' -a '(__airbridge_templates)'
complete -c airbridge -n __fish_use_subcommand -a check -d 'read and check scenarios, run nothing'
complete -c airbridge -n '__fish_seen_subcommand_from check' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a run -d 'simulate; tables into a folder'
complete -c airbridge -n '__fish_seen_subcommand_from run' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a list -d 'the runs that a sweep would make'
complete -c airbridge -n '__fish_seen_subcommand_from list' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a sweep -d 'simulate every point of a design'
complete -c airbridge -n '__fish_seen_subcommand_from sweep' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a merge -d 'the parts of a run, a comparison or a sweep as one result'
complete -c airbridge -n '__fish_seen_subcommand_from merge' -a '(__airbridge_folders)'
complete -c airbridge -n __fish_use_subcommand -a compare -d 'what a change does, under the same luck'
complete -c airbridge -n '__fish_seen_subcommand_from compare' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a worth -d 'what more of each thing would buy, and what can be given up'
complete -c airbridge -n '__fish_seen_subcommand_from worth' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a size -d 'the cheapest mix that reaches a goal, or a better order'
complete -c airbridge -n '__fish_seen_subcommand_from size' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a sensitivity -d 'which inputs drive a result'
complete -c airbridge -n '__fish_seen_subcommand_from sensitivity' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a worst -d 'what hurts most when it is denied, and what helps'
complete -c airbridge -n '__fish_seen_subcommand_from worst' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a calibrate -d 'what history says about what we do not know'
complete -c airbridge -n '__fish_seen_subcommand_from calibrate' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a validate -d 'hold a scenario'"'"'s milestones against history'
complete -c airbridge -n '__fish_seen_subcommand_from validate' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a keys -d 'reference of every key of a scenario'
complete -c airbridge -n '__fish_seen_subcommand_from keys' -a '(__airbridge_keys)'
complete -c airbridge -n __fish_use_subcommand -a show -d 'the effective scenario, and where each value came from'
complete -c airbridge -n '__fish_seen_subcommand_from show' -a '(__airbridge_scenarios)'
complete -c airbridge -n __fish_use_subcommand -a explain -d 'hour by hour, why a load came when it did'
complete -c airbridge -n '__fish_seen_subcommand_from explain' -a '(__airbridge_folders)'
complete -c airbridge -n __fish_use_subcommand -a plot -d 'pictures of a result, by gnuplot'
complete -c airbridge -n '__fish_seen_subcommand_from plot' -a '(__airbridge_folders)'
complete -c airbridge -n __fish_use_subcommand -a page -d 'a result as one file that a browser shows'
complete -c airbridge -n '__fish_seen_subcommand_from page' -a '(__airbridge_folders)'
complete -c airbridge -n __fish_use_subcommand -a export -d 'flights in time, for a map or a globe'
complete -c airbridge -n '__fish_seen_subcommand_from export' -a '(__airbridge_folders)'
complete -c airbridge -n __fish_use_subcommand -a help -d 'this overview, or the help of a command or topic'
complete -c airbridge -n '__fish_seen_subcommand_from help' -a '(__airbridge_topics)'
complete -c airbridge -n __fish_use_subcommand -a version -d 'which release this is'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep merge compare worth size sensitivity worst calibrate validate' -s o -l output -x -a '(__airbridge_folders)' -d 'folder for the tables, made when missing; or a file'
complete -c airbridge -n '__fish_seen_subcommand_from new export' -s o -l output -x -a '(__airbridge_files)' -d 'the file to write; without it, or with -, the standard'
complete -c airbridge -n '__fish_seen_subcommand_from export' -l format -x -a '(__airbridge_formats)' -d 'geojson, kml or czml'
complete -c airbridge -n '__fish_seen_subcommand_from run list sweep compare worth size sensitivity worst calibrate validate' -s n -l replications -x -d 'how often to simulate, 1 to 10000000'
complete -c airbridge -n '__fish_seen_subcommand_from run list sweep compare worth size sensitivity worst calibrate validate' -l seed -x -d 'luck of the replications, instead of the scenario'"'"'s seed'
complete -c airbridge -n '__fish_seen_subcommand_from check run list sweep compare worth size sensitivity worst calibrate validate show' -l set -x -a '(__airbridge_assignments)' -d 'give a key of the scenario another value; repeatable.'
complete -c airbridge -n '__fish_seen_subcommand_from check run list sweep compare worth size sensitivity worst validate show' -l from -x -a '(__airbridge_folders)' -d 'go on from a result until --at all is as in its traced'
complete -c airbridge -n '__fish_seen_subcommand_from check run list sweep compare worth size sensitivity worst validate show' -l at -x -d 'from when on, as in 2022-01-08T1200Z'
complete -c airbridge -n '__fish_seen_subcommand_from compare' -l with -x -a '(__airbridge_assignments)' -d 'compare with SCENARIO having another value there;'
complete -c airbridge -n '__fish_seen_subcommand_from page' -s o -l output -x -a '(__airbridge_files)' -d 'the file to write, as in january.html'
complete -c airbridge -n '__fish_seen_subcommand_from page' -l live -d 'put the simulator into the page, to try other values in it'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare worth size sensitivity worst calibrate validate' -s j -l threads -x -d 'threads to work with (default all cores); the result'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare worth size sensitivity worst calibrate validate' -l memory -x -d 'memory to take at most, as in 500 MB or 2 GB'
complete -c airbridge -n '__fish_seen_subcommand_from run' -l trace -d 'write every flight, load and airfield state of'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare validate' -l only -x -d 'replication N alone, at once the same as among all'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare validate' -l by -x -d 'how probable it is that all are in by then, as in'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare validate' -l inputs -x -a '(__airbridge_inputs)' -d 'of what is not known, uncertain.ID. base what the'
complete -c airbridge -n '__fish_seen_subcommand_from worth' -l only -x -a '(__airbridge_keys)' -d 'only these, with commas airfield.almaty.working_mog,'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare validate' -l until -x -a '(__airbridge_precisions)' -d 'instead of -n replicate until no side of the 95 %'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare validate' -l min -x -d 'replications at --until'"'"'s first look (default 1000,'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare validate' -l max -x -d 'most replications of --until (default 20000)'
complete -c airbridge -n '__fish_seen_subcommand_from list sweep size' -l vary -x -a '(__airbridge_assignments)' -d 'give a key several values in turn 2,4,8, or'
complete -c airbridge -n '__fish_seen_subcommand_from list sweep' -l zip -d 'the values of all --vary go in step instead'
complete -c airbridge -n '__fish_seen_subcommand_from list sweep' -l cases -x -a '(__airbridge_files)' -d 'a CSV file a column per key, a row per case; an'
complete -c airbridge -n '__fish_seen_subcommand_from list sweep' -l design -x -a '(__airbridge_kinds)' -d 'sample the ranges of --vary lhs200 (Latin'
complete -c airbridge -n '__fish_seen_subcommand_from worth size sensitivity worst' -l of -x -a '(__airbridge_measures)' -d 'of which measure (default closure_h or, where no'
complete -c airbridge -n '__fish_seen_subcommand_from sensitivity' -l over -x -a '(__airbridge_assignments)' -d 'a key that may be anything of a range, LOW..HIGH, instead'
complete -c airbridge -n '__fish_seen_subcommand_from worst' -l denial -x -d 'for how long something is denied (default 24 h)'
complete -c airbridge -n '__fish_seen_subcommand_from worst' -l unforeseen -d 'nobody knows beforehand of a way that is denied, nor of'
complete -c airbridge -n '__fish_seen_subcommand_from size' -l goal -x -a '(__airbridge_measures)' -d 'what is to be reached '"'"'closure_h <= 72'"'"', '"'"'closure_h <= 3 d'"'"','
complete -c airbridge -n '__fish_seen_subcommand_from size' -l confidence -x -d 'in which share of replications (default 90 %)'
complete -c airbridge -n '__fish_seen_subcommand_from size' -l order -x -d 'look for a better order contingents, by their'
complete -c airbridge -n '__fish_seen_subcommand_from run list sweep compare validate' -l shard -x -d 'only part K of N (from 1; 0 is N), to be merged'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare worth size sensitivity worst calibrate validate' -l resume -d 'go on where the journal in or beside DIR ends, if'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare validate' -l plan -x -a '(__airbridge_engines)' -d 'run nothing; write a script that does it in N parts'
complete -c airbridge -n '__fish_seen_subcommand_from sweep merge' -l runs -d 'write runs.csv too, a row per replication'
complete -c airbridge -n '__fish_seen_subcommand_from sweep' -l yes -d 'do it though it is more than a million runs'
complete -c airbridge -n '__fish_seen_subcommand_from new run sweep merge compare worth size sensitivity worst calibrate validate page export' -l force -d 'replace the results in a folder that is not empty, a'
complete -c airbridge -n '__fish_seen_subcommand_from keys' -l search -x -d 'the keys of which anything that is said holds WORD, or each of several words'
complete -c airbridge -n '__fish_seen_subcommand_from check' -l strict -d 'what is only a note is a fault'
complete -c airbridge -n '__fish_seen_subcommand_from new check run list sweep merge compare worth size sensitivity worst calibrate validate plot page export' -s q -l quiet -d 'print faults only'
complete -c airbridge -n '__fish_seen_subcommand_from check run list sweep merge compare worth size sensitivity worst calibrate validate keys explain' -l json -d 'print the result on the standard output as one JSON'
complete -c airbridge -n '__fish_seen_subcommand_from run sweep compare worth size sensitivity worst calibrate validate' -l progress -x -a '(__airbridge_ways)' -d 'json tell how far it is for programs that watch at'
complete -c airbridge -n '__fish_seen_subcommand_from new check run list sweep merge compare worth size sensitivity worst calibrate validate keys show explain plot page export help version' -s h -l help -d 'this help'
