# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Tables of things: rows of a CSV file are sections of a scenario, and what is wrong with them is told
# with file, line and column.
load common

# A scenario of two fields, a type, a fleet and vehicles, in two parts; what it is given goes between.
base() {
    cat <<'END'
[scenario]
start = 2022-01-01T00:00Z
[aircraft.c]
cruise_speed = 700 km/h
seats = 100
payload_range = 40 t: 3000 km, 0 t: 9000 km
deck_length = 20 m
deck_width = 3 m
[fleet.f]
type = c
number = 3
home = north
[vehicle.truck]
mass = 8 t
length = 7 m
width = 2.4 m
[vehicle.jeep]
mass = 2 t
length = 4 m
width = 2 m
[airfield.north]
latitude = 50
longitude = 10
[airfield.south]
latitude = 30
longitude = 10
END
}

# Writes s.ini: the base, and a table of contingents with some more keys.
listed() {
    {
        base
        printf '%s\n' '[table.list]' 'kind = contingent' 'file = list.csv' "$@"
    } >s.ini
}

# The list on the standard input is refused.
refused() {
    cat >list.csv
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "$1"
}

# The same, with a fault in the list itself.
refused_at() {
    refused "list.csv:$1"
}

hash_of() {
    airbridge show "$@" | sed -n '1s/.*scenario \([0-9a-f]*\).*/\1/p'
}

same_hash() {
    [ -n "$(hash_of "$1")" ]
    [ "$(hash_of "$1")" = "$(hash_of "$2")" ]
}

@test "a row is read as the section that it stands for" {
    listed 'columns = ULN: id, poe: apoe, pod: apod, pax: people, ston: bulk ston, Trucks: vehicles truck, jeeps: vehicles jeep, ald: approval day-start' \
        'ignore = remarks'
    cat >list.csv <<'END'
uln,POE,POD,PAX,STON,Priority,remarks,Trucks,Jeeps,call forward (h),Road_March_MIN,ald
U1,north,"south",120,12.5,1,"a, ""b""",2,1,2,,C+3
u2, north ,south,,20 t,,"two
lines",0,,,30,2022-01-08
,,,,,,,,,,,
U3,North,SOUTH,7,,3,,0,4,2:15,uniform(1 h\, 2 h),2022-01-08T12:00Z
END
    sed -i 's/uniform(1 h\\, 2 h)/"uniform(1 h, 2 h)"/' list.csv
    {
        base
        cat <<'END'
[contingent.u1]
apoe = north
apod = south
people = 120
bulk = 12.5 ston
priority = 1
vehicles = truck: 2, jeep: 1
call_forward = 2 h
approval = 2022-01-04T00:00Z
[contingent.u2]
apoe = north
apod = south
bulk = 20 t
road_march = 30 min
approval = 2022-01-08T00:00Z
[contingent.u3]
apoe = north
apod = south
people = 7
priority = 3
vehicles = jeep: 4
call_forward = 2.25 h
road_march = uniform(1 h, 2 h)
approval = 2022-01-08T12:00Z
END
    } >sections.ini
    same_hash s.ini sections.ini
    run -0 airbridge show s.ini contingent.u2
    [[ "$output" == *"
[contingent.u2]
"*"
bulk = 20 t                                              ; list.csv:3
"* ]]
    airbridge show s.ini >shown.ini
    [ "$(grep -cF '[table' shown.ini)" = 0 ]
    same_hash s.ini shown.ini
    airbridge run s.ini -n 2 -q -o of-table
    airbridge run shown.ini -n 2 -q -o of-copy
    same_result of-table of-copy
    sed -i '1,6d' list.csv
    airbridge run shown.ini -n 2 -q -o of-copy-alone
    same_result of-table of-copy-alone
}

@test "tables come as spreadsheets write them" {
    listed
    printf 'id,apoe,apod,people\nu1,north,south,5\n' >list.csv
    local plain
    plain=$(hash_of s.ini)
    for text in '\xef\xbb\xbfid,apoe,apod,people\r\nu1,north,south,5\r\n' 'id;apoe;apod;people\nu1;north;south;5' \
        'id\tapoe\tapod\tpeople\nu1\tnorth\tsouth\t5\n' 'sep=;\nid;apoe;apod;people\nu1;north;south;5\n' \
        'apod,"people",apoe,id,\n\n"south",5,"north",U1,\n,,,,\n' ',id,apoe,apod,people\n0,u1,north,south,5\n' \
        'ID,Apoe,APOD,People\nu1,north,south,5,,\n'; do
        # shellcheck disable=SC2059
        printf "$text" >list.csv
        [ "$(hash_of s.ini)" = "$plain" ]
    done
}

@test "--set, --vary, --cases and later layers reach rows" {
    listed
    printf 'id,apoe,apod,people\nu1,north,south,50\nu2,north,south,60\n' >list.csv
    run -0 airbridge show s.ini contingent.U1 --set contingent.u1.people=5
    [[ "$output" == *"people = 5 "*"; --set"* ]]
    airbridge sweep s.ini -n 1 -q -o vary --vary contingent.u1.people=10,20,30
    [ "$(wc -l <vary/sweep.csv)" = 4 ]
    printf 'contingent.u2.bulk\n5 t\n6 t\n' >cases.csv
    airbridge sweep s.ini -n 1 -q -o cases --cases cases.csv
    [ "$(wc -l <cases/sweep.csv)" = 3 ]
    printf '[scenario]\nbase = s.ini\n[contingent.U2]\npeople = 70\npriority = 3\n' >later.ini
    run -0 airbridge show later.ini contingent.u2
    [[ "$output" == *"[contingent.u2]"*"apoe = north "*"; list.csv:3"*"people = 70 "*"; later.ini:4"*"priority = 3"* ]]
    run -2 --separate-stderr airbridge check s.ini --set contingent.u3.people=5
    stderr_has "--set: error: [contingent.u3]"
    mkdir other
    printf 'id,apoe,apod,people\nu7,north,south,70\n' >other/more.csv
    printf '[scenario]\nbase = ../s.ini\n[table.list]\nfile = more.csv\n' >other/o.ini
    run -0 airbridge show other/o.ini contingent
    [[ "$output" == *"[contingent.u7]"* && "$output" != *"[contingent.u1]"* ]]
    run -0 airbridge show s.ini contingent --set table.list.file=other/more.csv
    [[ "$output" == *"[contingent.u7]"* ]]
    run -0 airbridge check s.ini --set table.list.file=none
    run -2 --separate-stderr airbridge sweep s.ini -n 1 -q -o no --vary table.list.file=list.csv,other/more.csv
    stderr_has "it cannot be varied, what its rows say can"
}

@test "a list gives the rows that something names, in files, rows, changes and --set" {
    {
        base | sed '/^\[airfield.north\]/,$d'
        cat <<'END'
[airfield.east]
working_mog = 3
latitude = 31
[contingent.u1]
apoe = north
apod = south, East
people = 50
[change.x]
at = 5 h
key = airfield.far.open
value = no
[table.world]
kind = airfield
file = world.csv
only = referenced
columns = ident: id, latitude_deg: latitude, longitude_deg: longitude
ignore = id, keywords
END
    } >s.ini
    cat >world.csv <<'END'
id,ident,name,latitude_deg,longitude_deg,elevation_ft,alternate,keywords
1,NORTH,North,50,10,100,,"x,y"
2,south,South,30,10,,spare,
3,EAST,East,30,20,12,,
4,FAR,Far,1,2,3,,
5,SPARE,Spare,29,11,,,
6,west,West,bad,10,,,
7,a_b,No id,1,1,,,
8,,Nobody,1,1,,,
9,set,Set,2,2,,,
END
    run -0 airbridge check s.ini
    run -0 airbridge show s.ini airfield
    [ "$(grep -F '[airfield.' <<<"$output" | tr '\n' ' ')" = "[airfield.EAST] [airfield.FAR] [airfield.NORTH] [airfield.south] [airfield.SPARE] " ]
    [[ "$output" == *"elevation = 100 ft "* ]]
    run -0 airbridge show s.ini airfield.east
    [[ "$output" == *"name = East "*"latitude = 31 "*"; s.ini:"*"longitude = 20 "*"; world.csv:4"*"working_mog = 3 "* ]]
    run -0 airbridge show s.ini airfield.set --set contingent.u1.apod=set
    run -2 --separate-stderr airbridge check s.ini --set contingent.u1.apod=west
    stderr_has "world.csv:7: error: [airfield.west] latitude: 'bad' is not a number (column 4)"
    run -2 --separate-stderr airbridge check s.ini --set contingent.u1.apod=sout
    stderr_has "[contingent.u1] apod: 'sout' refers to [airfield.sout], which is not there; did you mean 'south'?"
}

@test "values of rows that are wrong are told with file, line and column" {
    listed
    refused_at "3: error: [contingent.b] people: 'many' is neither a number nor a distribution (column 4)
list.csv:4: error: [contingent.c] apod: 'soth' refers to [airfield.soth], which is not there; did you mean 'south'? (column 3)" <<'END'
id,apoe,apod,people
a,north,south,5
b,north,south,many
c,north,soth,5
END
    refused_at "2: error: [contingent.a] bulk: '5' has no unit; a mass is given in kg, t, lb, ston (column 4)" <<'END'
id,apoe,apod,bulk
a,north,south,5
END
    refused_at "2: error: [contingent.a] bulk: '1,5 t' has a comma in its number; decimals have a point, and thousands no mark (column 4)" <<'END'
id;apoe;apod;bulk
a;north;south;1,5 t
END
    refused_at "2: error: [contingent.a] apod: is missing for a contingent that comes by air (column 1)" <<'END'
id,apoe,people
a,north,5
END
    refused_at "2: error: [contingent.a] apoe: is missing for a contingent that comes by air, as all do without mode_in = road (column 1)" <<'END'
id,apod,people,road_in_time
a,south,5,72 h
END
    printf 'id,apoe,apod,people,name\n%s\nb,north,south,5,"two\nlines"\nc,north,south,5,%0901d\n' \
        "a,north,south,5,\"it's; \"\"so\"\"\"" 0 |
        refused_at "2: error: [contingent.a] name: the value holds both kinds of quotes (column 5)
list.csv:3: error: [contingent.b] name: the value goes over more than one line (column 5)
list.csv:5: error: [contingent.c] name: the value is too long (column 5)"
    # nor what columns come to together
    listed 'columns = x: vehicles truck, y: vehicles jeep, z: vehicles tank'
    printf 'id,apoe,apod,people,x,y,z\na,north,south,5,%01000d,%01000d,%01000d\n' 7 7 7 |
        refused_at "2: error: [contingent.a] vehicles: the value is too long (column 5)"
}

@test "rows of the wrong shape are told with file, line and column" {
    listed
    refused_at "2: error: [table.list]: the row has more cells than the header (column 5)
list.csv:3: error: [table.list]: the row has fewer cells than the header (column 4)
list.csv:4: error: [table.list]: the row has no id (column 1)
list.csv:5: error: [table.list]: 'a_b' is no id; ids are made of letters a to z, digits and '-', at most 48 (column 1)
list.csv:6: error: [table.list]: the id 'none' is reserved: as a value it means that there is none (column 1)" <<'END'
id,apoe,apod,people
a,north,south,5,6
b,north,south
,north,south,5
a_b,north,south,5
None,north,south,5
c,north,south,5
END
    refused_at "2: error: [table.list]: the column has values and no heading (column 4)" <<'END'
id,apoe,apod,,people
a,north,south,5,6
END
    refused_at "3: error: [table.list]: a quote is not closed (column 2)" <<'END'
id,apoe,apod,people
b,north,south,5
a,"north,south,5
c,north,south,5
END
    refused_at "2: error: [table.list]: text stands behind a closing quote (column 2)" <<'END'
id,apoe,apod,people
a,"nor"th,south,5
END
    printf 'id,apoe,apod,people\na,north,south,5\rb,north,south,5\n' |
        refused_at "2: error: [table.list]: a carriage return stands inside a line; lines end in LF or CRLF (column 4)"
    printf 'id,apoe,apod,people\n\na,n\xe9,south,5\n' | refused_at "3: error: [table.list]: the cell is not UTF-8; save the file as UTF-8 (column 2)"
    printf 'id,apoe,apod,people\na,n\033[1m,south,5\n' |
        refused_at "2: error: [table.list]: the cell holds a control character (column 2)"
    printf 'id,apoe\n\na,n\0\n' | refused_at "3: error: [table.list]: the file holds a NUL byte"
    printf 'id,apoe,apod,people\n' | iconv -t UTF-16 | refused_at " error: [table.list]: the file is UTF-16; save it as UTF-8"
    # what was saved as it is by an office program, where a list is read and where a scenario is
    local office="the file is a workbook or document of an office program; save a list as CSV, a text as text, both in UTF-8"
    printf 'PK\003\004\024\0\006\0' | refused_at " error: [table.list]: $office"
    printf '\320\317\021\340\241\261' | refused_at " error: [table.list]: $office"
    printf 'PK\003\004\024\0\006\0' >book.ini
    run -2 --separate-stderr airbridge check book.ini
    stderr_is "book.ini: error: $office"
    refused_at " error: [table.list]: the file has no headings" </dev/null
    refused_at " error: [table.list]: after sep= stands none of the separators: comma, semicolon, tab" <<'END'
sep=|
id|apoe
END
    { printf 'id'; printf ',c%d' {1..400}; } | refused_at "1: error: [table.list]: there are more than 400 columns (column 401)"
}

@test "columns that are nothing, or twice, are told with file, line and column" {
    listed
    refused_at "1: error: [table.list]: the column 'priorty' is no key of [contingent.ID]; did you mean 'priority'? Otherwise \`columns\` renames it, or \`ignore\` leaves it out (column 3)
list.csv:1: error: [table.list]: the column 'xyzzy' is no key of [contingent.ID]; \`columns\` renames it, or \`ignore\` leaves it out (column 4)" <<'END'
id,apoe,priorty,xyzzy
END
    refused_at "1: error: [table.list]: no heading in the first row is the id: \`columns\` says which one, as in uln: id" <<'END'
uln,apoe
END
    refused_at "1: error: [table.list]: this column is \`apoe\`, and so is column 2 (column 3)" <<'END'
id,apoe,Apoe
END
    refused_at "1: error: [table.list]: this column is the id, and so is column 1 (column 2)" <<'END'
id,ID
END
    refused_at "1: error: [table.list]: the column 'bulk_km' is no key of [contingent.ID]; \`columns\` renames it, or \`ignore\` leaves it out (column 2)" <<'END'
id,bulk_km
END
    listed 'columns = uln: id, ston: bulk ston, rdd?: notice'
    refused "s.ini:30: error: [table.list] columns: names the column 'ston', which list.csv does not have; did you mean 'stons'?
list.csv:1: error: [table.list]: the column 'stons' is no key of [contingent.ID]; \`columns\` renames it, or \`ignore\` leaves it out (column 2)" <<'END'
uln,stons
END
    listed 'ignore = notes, remarks?'
    refused "s.ini:30: error: [table.list] ignore: names the column 'notes', which list.csv does not have; a question mark behind a heading says that it may be missing" <<'END'
id,apoe
END
}

# What `columns` and `ignore` may not say.
misread() {
    listed "$1"
    printf 'id,x,apoe\n' | refused "s.ini:30: error: [table.list] $2"
}

@test "what columns and ignore say is checked" {
    misread 'columns = x' "columns: has 'x' where HEADING: KEY is needed, as in uln: id"
    misread 'columns = x: bulc ston' "columns: names 'bulc', which is no key of [contingent.ID]; did you mean 'bulk'?"
    misread 'columns = x: bulk km' "columns: has 'km' behind bulk, which is no unit of it; allowed are kg, t, lb, ston"
    misread 'columns = x: people t' "columns: has 't' behind people, which takes no unit"
    misread 'columns = x: id t' "columns: has 't' behind id, which takes no unit"
    misread 'columns = x: vehicles a.b' "columns: has 'a.b' where an id is needed"
    misread 'columns = x: bulk t,, y: people' "columns: has an empty place in its list"
    misread 'columns = x: bulk t, X: people' "columns: names the column 'X' twice"
    misread 'ignore = x, y, x' "ignore: names the column 'x' twice"
    listed 'columns = x: bulk t' 'ignore = X'
    printf 'id,apoe,apod,people,x\na,north,south,5,some\n' >list.csv
    run -0 airbridge check s.ini
}

@test "what the section of a table says is checked" {
    echo id,apoe >list.csv
    printf '[scenario]\nstart = 2022-01-01T00:00Z\n[table.t]\nfile = list.csv\n' >s.ini
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "s.ini:3: error: [table.t] kind: is missing: the kind of section that a row is"
    printf '[scenario]\nstart = 2022-01-01T00:00Z\n[table.t]\nkind = contingnt\nfile = list.csv\n' >s.ini
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "s.ini:4: error: [table.t] kind: 'contingnt' is no kind of section; did you mean 'contingent'?"
    for kind in scenario table; do
        run -2 --separate-stderr airbridge check s.ini --set table.t.kind=$kind
        stderr_is "--set: error: [table.t] kind: '$kind' is no kind of things: its section cannot be a row"
    done
    printf '[scenario]\nstart = 2022-01-01T00:00Z\n[table.t]\nkind = contingent\n' >s.ini
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "s.ini:3: error: [table.t] file: is missing: the CSV file of the table, or none"
    run -2 --separate-stderr airbridge check s.ini --set table.t.file=list.csv --set table.t.only=som
    stderr_is "--set: error: [table.t] only: 'som' is not a choice; allowed are all, referenced"
    run -2 --separate-stderr airbridge check s.ini --set table.t.file=list.csv --set table.t.day_zero=C
    stderr_has "--set: error: [table.t] day_zero: 'C' is not a date"
    run -2 --separate-stderr airbridge check s.ini --set table.t.file=list.csv --set table.t.colums=x
    stderr_has "--set: error: [table.t] colums: unknown key; did you mean 'columns'?"
}

@test "what is no file that can be read is told where it is named" {
    listed
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "s.ini:29: error: [table.list] file: list.csv: cannot open: No such file or directory"
    mkdir list.csv
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "s.ini:29: error: [table.list] file: list.csv: cannot read: it is a folder, not a file"
    rmdir list.csv
    mkfifo list.csv
    run -2 --separate-stderr airbridge check s.ini
    stderr_has "s.ini:29: error: [table.list] file: list.csv: cannot read"
    rm list.csv
    touch list.csv
    chmod 000 list.csv
    if [ ! -r list.csv ]; then
        run -3 --separate-stderr airbridge check s.ini
        stderr_is "s.ini:29: error: [table.list] file: list.csv: cannot open: Permission denied"
    fi
}

@test "an id may be there once in a layer" {
    listed
    printf '[table.more]\nkind = contingent\nfile = more.csv\n[contingent.s]\napoe = north\napod = south\npeople = 3\n' >>s.ini
    printf 'id,apoe,apod,people\nb,north,south,5\n' >more.csv
    refused_at "3: error: [contingent.A]: it is there twice; the first is in line 2 of list.csv (ids that differ only by case are one) (column 1)
list.csv:5: error: [contingent.s]: it is there twice; the first is in line 33 of s.ini (column 1)
more.csv:2: error: [contingent.b]: it is there twice; the first is in line 4 of list.csv (column 1)" <<'END'
id,apoe,apod,people
a,north,south,5
A,north,south,5
b,north,south,5
s,north,south,5
END
    # A table of a layer below is overridden by another, as a section is.
    listed
    printf '[scenario]\nbase = s.ini\n[table.more]\nkind = contingent\nfile = more.csv\n' >later.ini
    printf 'id,apoe,apod,people\nb,north,south,7\n' >list.csv
    run -0 airbridge show later.ini contingent.b
    [[ "$output" == *"people = 5 "*"; more.csv:2"* ]]
}

@test "a result goes on with the rows that it began with, and no others" {
    listed
    printf 'id,apoe,apod,people\nu1,north,south,50\n' >list.csv
    airbridge run s.ini -n 2 -q -o out
    printf 'id,apoe,apod,people\nu1,north,south,51\n' >list.csv
    run -2 --separate-stderr airbridge run s.ini -n 4 -q -o out --resume
    [[ "$stderr" == *scenario* ]]
    printf 'people,apod,apoe,id\n50,south,north,U1\n' >list.csv
    airbridge run s.ini -n 4 -q -o out --resume
    airbridge run s.ini -n 4 -q -o whole
    same_result out whole
}

@test "lists with the usual headings need only their names" {
    run -0 --separate-stderr airbridge check "$ROOT/scenarios/small/islands.ini"
    run -0 airbridge show "$ROOT/scenarios/small/islands.ini" airfield
    [ "$(grep -F '[airfield.' <<<"$output" | tr '\n' ' ')" = "[airfield.ZZ-0001] [airfield.ZZ-0002] [airfield.ZZ-0101] [airfield.ZZ-0102] " ]
    [[ "$output" == *"country = ZZ "*"elevation = 310 ft "* ]]
    run -0 airbridge show "$ROOT/scenarios/small/islands.ini" contingent.k005
    for said in 'apoe = ZZ-0001' 'outsize = 68 ston' 'available = 2026-08-15T00:00:00.000Z' \
        'earliest_arrival = 2026-08-16T00:00:00.000Z' 'latest_arrival = 2026-08-19T00:00:00.000Z'; do
        grep -qF "$said " <<<"$output"
    done
    # Other names for the same columns, and lists that have both.
    local list=$ROOT/scenarios/small/island-movements.csv both
    sed 's/ULN/rln/; s/unit/Description/; s/LAD/RDD/; s/PAX/Passengers/; s/bulk,oversize,outsize/Bulk STON,OVERSIZE STON,outsize_ston/' "$list" >mine.csv
    [ "$(hash_of "$ROOT/scenarios/small/islands.ini" --set table.movements.file=mine.csv)" = "$(hash_of "$ROOT/scenarios/small/islands.ini")" ]
    sed 's/^ULN/RLN,ULN/; s/^K/X,K/' "$list" >mine.csv
    both=(--set table.movements.file=mine.csv --set table.movements.ignore=RLN)
    [ "$(hash_of "$ROOT/scenarios/small/islands.ini" "${both[@]}")" = "$(hash_of "$ROOT/scenarios/small/islands.ini")" ]
    run -2 --separate-stderr airbridge check "$ROOT/scenarios/small/islands.ini" "${both[@]:0:2}"
    stderr_is "mine.csv:1: error: [table.movements]: this column is the id, and so is column 1 (column 2)"
    airbridge run "$ROOT/scenarios/small/islands.ini" -n 2 -q -o out
    [ "$(grep -c '^1,' out/contingents.csv)" = 10 ]
}

@test "hostile cells are only ever text" {
    listed
    # shellcheck disable=SC2016
    printf '%s\n' 'id,apoe,apod,people,name,nation' \
        'a,north,south,5,"=cmd|x!A0","$(touch hacked) `touch hacked`"' \
        'b,north,south,5,"[scenario]","end = horizon"' 'c,north,south,5,"x ; y # z","%s%n%s"' \
        'd,north,south,5,"a \","''quoted''"' >list.csv
    airbridge run s.ini -n 1 -q -o out
    airbridge show s.ini >shown.ini
    same_hash s.ini shown.ini
    grep -F '"x ; y # z"' shown.ini
    [ ! -e hacked ]
    printf 'id,apoe,apod,people,name\na,north,south,x,"\u202egnp"\n' >list.csv
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "list.csv:2: error: [contingent.a] people: 'x' is neither a number nor a distribution (column 4)"
    run -0 airbridge show s.ini contingent --set contingent.a.people=3
    [[ "$output" == *'name = \u202egnp '* ]]
}

@test "what every row says holds where its cells do not" {
    listed 'every = priority: 7, name : a, b , fleets: f, notice: uniform(1 h, 2 h)'
    printf 'id,apoe,apod,people,priority\na,north,south,5,\nb,north,south,5,3\n' >list.csv
    run -0 airbridge show s.ini contingent
    [ "$(grep -c '^name = a, b  .*; s.ini:30$' <<<"$output")" = 2 ]
    [ "$(grep -c '^notice = uniform(1 h, 2 h)  .*; s.ini:30$' <<<"$output")" = 2 ]
    [ "$(sed -n 's/^priority = *//p' <<<"$output" | tr -s ' ' | tr '\n' '|')" = "7 ; s.ini:30|3 ; list.csv:3|" ]
    misread 'every = 7' "every: has '7' where KEY: VALUE is needed, with a key of [contingent.ID]"
    misread 'every = prority: 7' "every: has 'prority: 7' where KEY: VALUE is needed, with a key of [contingent.ID]"
    misread 'every = priority: 7, priority: 8' "every: says priority twice"
    misread 'every = priority:, notice: 1 h' "every: says nothing behind priority"
    listed 'every = priority: 7, x: 8'
    printf 'id,apoe,apod,people\na,north,south,5\n' | refused "s.ini:30: error: [contingent.a] priority: '7, x: 8' is not a whole number"
}

@test "days count from day 0, and begin and end" {
    listed 'columns = a: approval day-start, w: commit day-end' 'day_zero = 2022-02-01T06:00Z'
    cat >list.csv <<'END'
id,apoe,apod,people,standby,a,w
a,north,south,5,yes,C+1,2
b,north,south,5,yes,D-1,c003
c,north,south,5,yes,2022-02-05,2022-02-05
d,north,south,5,yes,36 h,2022-02-05T11:00+03:00
END
    run -0 airbridge show s.ini contingent
    [ "$(sed -n 's/^\(approval\|commit\) = \(.*[^ ]\)  *; list.*/\2/p' <<<"$output" | tr '\n' '|')" = "2022-02-02T06:00:00.000Z|2022-02-04T06:00:00.000Z|2022-01-31T06:00:00.000Z|2022-02-05T06:00:00.000Z|2022-02-05T00:00:00.000Z|2022-02-06T00:00:00.000Z|36 h|2022-02-05T11:00+03:00|" ]
    run -2 --separate-stderr airbridge check s.ini --set table.list.day_zero=none --set scenario.start=x
    stderr_has "--set: error: [scenario] start: 'x' is not a date"
    [[ "$stderr" != *"approval"* ]]
    printf 'id,apoe,apod,people,standby,a,w\na,north,south,5,yes,C+one,2\n' |
        refused_at "2: error: [table.list]: 'C+one' is no day; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 6)"
}

@test "cells, ids and files at the edge of what goes" {
    listed
    printf 'id,apoe,apod,people\na,north,south,5%s6\n' "$(printf ',%.0s' {1..450})" |
        refused_at "2: error: [table.list]: the row has more cells than the header (column 401)"
    printf '\0' | refused_at " error: [table.list]: the file holds a NUL byte"
    long=$(printf 'a%.0s' {1..48})
    printf 'id,apoe,apod,people\na{,north,south,5\n%sb,north,south,5\n%s,north,south,5\n' "$long" "$long" |
        refused_at "2: error: [table.list]: 'a{' is no id; ids are made of letters a to z, digits and '-', at most 48 (column 1)
list.csv:3: error: [table.list]: '${long}b' is no id; ids are made of letters a to z, digits and '-', at most 48 (column 1)"
    printf 'id,apoe,apod,people\n%s\n%s,north,south,5\n' "$(printf ',%.0s' {1..450})" "$long" >list.csv
    run -0 airbridge check s.ini
    printf 'id,apoe,apod,people,name\na,north,south,5ä,"ö"\n' |
        refused_at "2: error: [contingent.a] people: '5ä' has more than a number and a unit (column 4)"
    # what nobody could see in the name of a file is told once
    { base; printf '[table.list]\nkind = contingent\nfile = a\u202e.csv\n'; } >s.ini
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "s.ini:29: error: [table.list] file: 'a\u202e.csv' names a file with a character that cannot be seen"
    # behind a hundred faults the reason of one more is not kept
    { base; printf '[airfield.x%d]\nrunways = 0\n' {1..120} | sed 's/0$/no/'
        printf '[zzz%d]\n' {1..120}; printf '[table.list]\nkind = contingent\nfile = none.csv\n'; } >s.ini
    run -2 --separate-stderr airbridge check s.ini
    stderr_has "more faults"
}

@test "headings with a unit, and lists of numbers, are read or refused" {
    listed
    for heading in 'bulk [t] (x)' 'bulk []' 'bulk [tttttttttttttttttttt]' 'bulk [t2]' 'bulk [öööööööööö]'; do
        refused_at "1: error: [table.list]: the column '$heading' is no key of [contingent.ID]; \`columns\` renames it, or \`ignore\` leaves it out (column 2)" <<<"id,$heading"
    done
    printf 'id,apoe,apod,bulk (TON\na,north,south,5\n' | sed 's/TON/t/' >list.csv
    run -0 airbridge show s.ini contingent.a
    [[ "$output" == *"bulk = 5 t "* ]]
    for word in day-stark day-enx; do
        misread "columns = x: earliest_arrival $word" "columns: has '$word' behind earliest_arrival, which is no unit of it; allowed are ms, s, min, h, d, w"
    done
    misread 'columns = x: people day-end' "columns: has 'day-end' behind people, which takes no unit"
    misread 'columns = x: closures day-end' "columns: names 'closures', which is no key of [contingent.ID]"
    long=$(printf 'a%.0s' {1..49})
    misread "columns = x: vehicles $long" "columns: has '$long' where an id is needed"
    listed "columns = $(printf "%s:id," {00..99} {a..d}{0..9})e0:id" "ignore = $(printf "%s," {a..z} {a..j}{a..z})zz"
    refused "s.ini:30: error: [table.list] columns: has too many headings; allowed are 400" <<<"id,x"
    for others in 'vehicles TRUCK' vehicles; do
        listed "columns = x: vehicles truck, y: $others"
        refused_at "1: error: [table.list]: this column is \`vehicles\`, and so is column 2 (column 3)" <<<"id,x,y"
    done
    listed $'columns = x:\tvehicles\ttruck, y: vehicles jeep, z: load_plan c' $'every = notice\t:\t2 h'
    printf 'id,apoe,apod,x,y,z,people\na,north,south,2,0,3,1\nb,north,south,,,,1\n' >list.csv
    run -0 airbridge show s.ini contingent
    [ "$(grep -E '^(vehicles|load_plan) ' <<<"$output" | tr -s ' ')" = "vehicles = truck: 2 ; list.csv:2
load_plan = c: 3 ; list.csv:2" ]
    [ "$(grep -c '^notice = 2 h ' <<<"$output")" = 2 ]
    listed "every = notice: 2 h, $long: 3"
    printf 'id,apoe,apod,people\na,north,south,5\n' |
        refused "s.ini:30: error: [contingent.a] notice: '2 h, $long: 3' has a comma in its number; decimals have a point, and thousands no mark"
}

@test "what has two units, or is counted, takes none" {
    for row in 'aircraft payload_range t' 'route stops h'; do
        read -r kind key unit <<<"$row"
        { base; printf '[table.list]\nkind = %s\nfile = list.csv\ncolumns = x: %s %s\n' "$kind" "$key" "$unit"; } >s.ini
        refused "s.ini:30: error: [table.list] columns: has '$unit' behind $key, which takes no unit" <<<'id,x'
    done
}

@test "dates of a list are by the offset of its day 0" {
    begins() { airbridge show s.ini contingent | sed -n 's/^\(approval\|commit\) = \(.*[^ ]\)  *; list.*/\2/p' | tr '\n' '|'; }
    printf 'id,apoe,apod,people,standby,a,w\na,north,south,5,yes,C+2,2\nb,north,south,5,yes,2022-02-03,2022-02-03\n' >list.csv
    for zero in 2022-02-01T00:00+06:00=2022-02-02T18 2022-02-01T00:00-03:30=2022-02-03T03:30 2022-02-01T00:00Z=2022-02-03T00 \
        2022-02-01T00:00+00:00=2022-02-03T00; do
        listed 'columns = a: approval day-start, w: commit day-end' "day_zero = ${zero%=*}"
        IFS='|' read -r begin end same_begin same_end <<<"$(begins)"
        [[ "$begin" == "${zero#*=}"* ]]
        [ "$begin|$end" = "$same_begin|$same_end" ]
    done
    # The start of the scenario, whose offset is that of whoever wrote it, is no midnight of the list's.
    listed 'columns = a: approval day-start, w: commit day-end'
    sed -i 's/^start = .*/start = 2022-02-01T07:00+06:00/' s.ini
    [ "$(begins)" = "2022-02-03T01:00:00.000Z|2022-02-04T01:00:00.000Z|2022-02-03T00:00:00.000Z|2022-02-04T00:00:00.000Z|" ]
}

@test "cells of days are days, times, none, or refused" {
    day() {
        printf 'id,apoe,apod,people,d\na,north,south,5,"%s"\n' "$1" >list.csv
        airbridge show s.ini contingent.a 2>&1 | sed -n 's/^; \(earliest_arrival is not given\)/\1/p
            s/^earliest_arrival = \(.*[^ ]\)  *; list.*/\1/p; s/^list.*error: //p'
    }
    listed 'columns = d: earliest_arrival day-start' 'day_zero = 2022-01-05T00:00Z'
    while IFS='|' read -r cell said; do
        [ "$(day "$cell")" = "$said" ] || { echo "$cell: $(day "$cell")"; return 1; }
    done <<'END'
Z3|2022-01-08T00:00:00.000Z
2022-01-08|2022-01-08T00:00:00.000Z
none|none
|earliest_arrival is not given
uniform(1 h, 2 h)|uniform(1 h, 2 h)
(x|[contingent.a] earliest_arrival: '(x' has no closing bracket (column 5)
2022-13-08|[table.list]: '2022-13-08' is no day: there is no month 13; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
08.01.2022|[table.list]: '08.01.2022' is no day; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
1/8/2022|[table.list]: '1/8/2022' is no day; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
9999.5|[table.list]: '9999.5' is no day, but may be a spreadsheet's number for one; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
9998.5|[table.list]: '9998.5' is no day; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
44569|[table.list]: '44569' is no day, but may be a spreadsheet's number for one; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
20220108|[table.list]: '20220108' is no day; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
9 x|[contingent.a] earliest_arrival: '9 x' has the unknown unit 'x'; a time is given in ms, s, min, h, d, w (column 5)
36 h|36 h
26:30|26:30
26:30 x|[table.list]: '26:30 x' is no day; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
C12345|[table.list]: 'C12345' is no day; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
{3|[table.list]: '{3' is no day; days are written 3, C+3, D-1, C003 or 2022-01-08 (column 5)
END
    for kind in "milestone|latest|event|landing" "milestone|by|event,latest|landing,3" "change|at|key,value|airfield.south.open,no"; do
        IFS='|' read -r kind key other cells <<<"$kind"
        { base; printf '[table.list]\nkind = %s\nfile = list.csv\ncolumns = d: %s day-end\nday_zero = 2022-01-05T00:00Z\n' "$kind" "$key"; } >s.ini
        printf 'id,%s,d\na,%s,3\n' "$other" "$cells" >list.csv
        airbridge show s.ini "$kind.a" | grep -q "^$key = 2022-01-09T00:00:00.000Z "
    done
    # without day_zero days count from the start, which the highest layer says
    listed 'columns = d: earliest_arrival day-start'
    printf 'id,apoe,apod,people,d\na,north,south,5,3\n' >list.csv
    printf '[scenario]\nbase = s.ini\nstart = 2022-02-01T00:00Z\n' >later.ini
    airbridge show later.ini contingent.a | grep -q '^earliest_arrival = 2022-02-04T00:00:00.000Z '
    airbridge show s.ini contingent.a --set scenario.start=2022-03-01T00:00Z |
        grep -q '^earliest_arrival = 2022-03-04T00:00:00.000Z '
    sed -i /^start/d s.ini
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "s.ini:1: error: [scenario] start: is missing"
}

@test "a table of --set stands above the files, and below what --set says of its rows" {
    listed
    printf 'id,apoe,apod,people\na,north,south,5\nb,north,south,6\n' >list.csv
    printf 'id,people\na,7\nb,8\n' >more.csv
    run -0 airbridge show s.ini contingent --set table.more.kind=contingent --set table.more.file=more.csv \
        --set contingent.b.people=9
    [ "$(grep '^people' <<<"$output" | tr -s ' ')" = "people = 7 ; more.csv:2
people = 9 ; --set" ]
}

@test "a list gives nothing for what is no name" {
    listed 'only = referenced'
    printf 'id,apoe,apod,people\na,north,south,5\nb,north,south,6\n' >list.csv
    { printf '[site.s]\nguards = 3\nroad_time = 1 h\ncontingent = a\n[change.c]\nat = 1 h\nkey = nothing\nvalue = 3\n'
        printf '[flow.f]\nflights = 3\ncontingents = %s\n' "$(printf 'b%.0s' {1..60})"; } >>s.ini
    run -2 --separate-stderr airbridge check s.ini
    stderr_is "s.ini:37: error: [change.c] key: 'nothing' is not a key; keys are written airfield.almaty.open
s.ini:41: error: [flow.f] contingents: '$(printf 'b%.0s' {1..60})' is too long for an id of [contingent.ID]"
}
