# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# bash completion of airbridge. Made by: airbridge help completion bash
# shellcheck shell=bash disable=SC2016 # some words are evaluated where they are needed

_airbridge_scenarios()
{
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -X '!*.ini' -- "$cur"; compgen -d -- "$cur")
}

_airbridge_folders()
{
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -d -- "$cur")
}

_airbridge_files()
{
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}

_airbridge_words()
{
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

# Words behind which something follows.
_airbridge_beginnings()
{
    compopt -o nospace
    _airbridge_words "$1"
}

# The keys that the scenario on the command line gives; without one, the kinds of sections.
_airbridge_assignments()
{
    local word keys=''
    compopt -o nospace
    for word in "${COMP_WORDS[@]:2}"; do
        [[ $word == *.ini && -f $word ]] || continue
        keys=$("${COMP_WORDS[0]}" show "$word" 2>/dev/null |
            sed -n -e 's/^\[\(.*\)\].*/\1/;T key' -e h -e d \
                -e ':key' -e 's/^\([a-z_0-9]*\) *=.*/\1/;T' -e 'G;s/\(.*\)\n\(.*\)/\2.\1=/p')
    done
    _airbridge_words "${keys:-$sections}"
}

# The measures of the scenario on the command line; without one, those that all have.
_airbridge_known_measures()
{
    local word known=''
    for word in "${COMP_WORDS[@]:2}"; do
        [[ $word == *.ini && -f $word ]] || continue
        known=$("${COMP_WORDS[0]}" help measures "$word" 2>/dev/null |
            sed -n 's/^  \([^ ][^ ]*\) .*/\1/p')
    done
    printf '%s\n' "${known:-$measures}"
}

_airbridge_measures() { _airbridge_beginnings "$(_airbridge_known_measures)"; }
_airbridge_precisions()
{
    compopt -o nospace
    mapfile -t COMPREPLY < <(compgen -S = -W "$(_airbridge_known_measures)" -- "$cur")
}
_airbridge_kinds() { local all='lhs: sobol:'; _airbridge_beginnings "$all"; }
_airbridge_engines() { local all='slurm: parallel:'; _airbridge_beginnings "$all"; }
_airbridge_ways() { local all='json'; _airbridge_words "$all"; }
_airbridge_inputs() { local all='base drawn both split'; _airbridge_words "$all"; }
_airbridge_formats() { local all='geojson kml czml'; _airbridge_words "$all"; }
_airbridge_keys() { local all='scenario
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
        table.kind table.file table.columns table.ignore table.every table.only table.day_zero'; _airbridge_words "$all"; }
_airbridge_topics() { local all='new check run list sweep merge compare worth size sensitivity worst calibrate validate keys show explain plot page export help version topics luck unknowns precision bound waits milestones deadlines dates formats parts limits scenario measures tables columns json statuses environment man completion'; _airbridge_words "$all"; }
_airbridge_templates() { local all='deployment evacuation relief'; _airbridge_words "$all"; }

_airbridge()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]}
    cur=${cur#[\'\"]} # a quote stays where it is
    COMPREPLY=()
    local commands='new check run list sweep merge compare worth size sensitivity worst calibrate validate keys show explain plot page export help version'
    local sections='scenario. past. command. withdrawal. supply. aircraft. vehicle. fleet. airfield. leg. route. contingent. site. traffic. evacuation. backhaul. blackout. notification. flow. change. milestone. uncertain. sweep. vary. price. table.'
    local measures='closure_h first_landing_h closed closed_by deployed_people deployed_vehicles inbound_flights flying_hours ute_h_per_day tonnes_delivered mtkm_per_day aircraft_used diversions emergencies turned_away max_holding light_flights backhaul_people sustainment_flights supply_short_h sites_guarded host_relieved unguarded_site_h withdrawal_h outbound_flights delivery_90_h nth_delivery_h fuel_t cost on_time_share late_loads late_tonnes report_delay_h release_wait_h bound_h gap wait_h.cargo wait_h.aircraft wait_h.positioning wait_h.stand wait_h.working wait_h.fuel wait_h.crew wait_h.repair wait_h.slot wait_h.runway wait_h.weather wait_h.hours wait_h.closed wait_h.holding wait_h.diversion wait_h.yard wait_h.preparation wait_h.window wait_h.flow '
    if ((COMP_CWORD == 1)); then
        _airbridge_words "$commands --help --version"
        return
    fi
    case "$command $prev" in
    run' -o' | run' --output' | sweep' -o' | sweep' --output' | merge' -o' | merge' --output' | compare' -o' | compare' --output' | worth' -o' | worth' --output' | size' -o' | size' --output' | sensitivity' -o' | sensitivity' --output' | worst' -o' | worst' --output' | calibrate' -o' | calibrate' --output' | validate' -o' | validate' --output') _airbridge_folders; return ;;
    new' -o' | new' --output' | export' -o' | export' --output') _airbridge_files; return ;;
    *' --format') _airbridge_formats; return ;;
    *' -n' | *' --replications') :; return ;;
    *' --seed') :; return ;;
    *' --set') _airbridge_assignments; return ;;
    *' --from') _airbridge_folders; return ;;
    *' --at') :; return ;;
    *' --with') _airbridge_assignments; return ;;
    page' -o' | page' --output') _airbridge_files; return ;;
    *' -j' | *' --threads') :; return ;;
    *' --memory') :; return ;;
    run' --only' | sweep' --only' | compare' --only' | validate' --only') :; return ;;
    *' --by') :; return ;;
    *' --inputs') _airbridge_inputs; return ;;
    worth' --only') _airbridge_keys; return ;;
    *' --until') _airbridge_precisions; return ;;
    *' --min') :; return ;;
    *' --max') :; return ;;
    *' --vary') _airbridge_assignments; return ;;
    *' --cases') _airbridge_files; return ;;
    *' --design') _airbridge_kinds; return ;;
    *' --of') _airbridge_measures; return ;;
    *' --over') _airbridge_assignments; return ;;
    *' --denial') :; return ;;
    *' --goal') _airbridge_measures; return ;;
    *' --confidence') :; return ;;
    *' --order') :; return ;;
    *' --shard') :; return ;;
    *' --plan') _airbridge_engines; return ;;
    *' --search') :; return ;;
    *' --progress') _airbridge_ways; return ;;
    esac
    local options='' operand=:
    case $command in
    new) operand='_airbridge_templates' options='--output --force --quiet --help' ;;
    check) operand='_airbridge_scenarios' options='--set --from --at --strict --quiet --json --help' ;;
    run) operand='_airbridge_scenarios' options='--output --replications --seed --set --from --at --threads --memory --trace --only --by --inputs --until --min --max --shard --resume --plan --force --quiet --json --progress --help' ;;
    list) operand='_airbridge_scenarios' options='--replications --seed --set --from --at --vary --zip --cases --design --shard --quiet --json --help' ;;
    sweep) operand='_airbridge_scenarios' options='--output --replications --seed --set --from --at --threads --memory --only --by --inputs --until --min --max --vary --zip --cases --design --shard --resume --plan --runs --yes --force --quiet --json --progress --help' ;;
    merge) operand='_airbridge_folders' options='--output --runs --force --quiet --json --help' ;;
    compare) operand='_airbridge_scenarios' options='--output --replications --seed --set --from --at --with --threads --memory --only --by --inputs --until --min --max --shard --resume --plan --force --quiet --json --progress --help' ;;
    worth) operand='_airbridge_scenarios' options='--output --replications --seed --set --from --at --threads --memory --only --of --resume --force --quiet --json --progress --help' ;;
    size) operand='_airbridge_scenarios' options='--output --replications --seed --set --from --at --threads --memory --vary --of --goal --confidence --order --resume --force --quiet --json --progress --help' ;;
    sensitivity) operand='_airbridge_scenarios' options='--output --replications --seed --set --from --at --threads --memory --of --over --resume --force --quiet --json --progress --help' ;;
    worst) operand='_airbridge_scenarios' options='--output --replications --seed --set --from --at --threads --memory --of --denial --unforeseen --resume --force --quiet --json --progress --help' ;;
    calibrate) operand='_airbridge_scenarios' options='--output --replications --seed --set --threads --memory --resume --force --quiet --json --progress --help' ;;
    validate) operand='_airbridge_scenarios' options='--output --replications --seed --set --from --at --threads --memory --only --by --inputs --until --min --max --shard --resume --plan --force --quiet --json --progress --help' ;;
    keys) operand='_airbridge_keys' options='--search --json --help' ;;
    show) operand='_airbridge_scenarios' options='--set --from --at --help' ;;
    explain) operand='_airbridge_folders' options='--json --help' ;;
    plot) operand='_airbridge_folders' options='--quiet --help' ;;
    page) operand='_airbridge_folders' options='--output --live --force --quiet --help' ;;
    export) operand='_airbridge_folders' options='--output --format --force --quiet --help' ;;
    help) operand='_airbridge_topics' options='--help' ;;
    version) operand=':' options='--help' ;;
    esac
    if [[ $cur == -* ]]; then
        _airbridge_words "$options"
    elif [[ $cur != = && $prev != = ]]; then
        eval "$operand"
    fi
}
complete -F _airbridge airbridge
