#!/usr/bin/env bash
# Brings the window's Linguist files up to date with its sources; --check changes nothing and fails when they are not
# up to date, or when a word waits for its translation. A name, kiosk, admin or cashier, brings up to date that book alone.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

lupdate=.venv/bin/pyside6-lupdate
mapfile -t kiosk < <(find ui/patient -name admin -prune -o \( -name '*.qml' -o -name 'hand.py' -o -name 'forms.py' \) -print |
    LC_ALL=C sort)
mapfile -t admin < <(find ui/patient/qml/admin -name '*.qml' | LC_ALL=C sort)
mapfile -t cashier < <(find ui/cashier -name '*.py' | LC_ALL=C sort)
target=ui/translations
if [ "${1:-}" = --check ]; then
    target=$(mktemp -d)
    trap 'rm -rf "$target"' EXIT
    cp ui/translations/*.ts "$target/"
fi

books="kiosk admin cashier"
case "${1:-}" in kiosk | admin | cashier) books=$1 ;; esac
for book in $books; do
    declare -n sources=$book
    # A language more is a file more: begin it as an empty one, ui/translations/kiosk_xx.ts.
    for file in "$target/${book}"_*.ts; do
        language=$(basename "$file" .ts)
        language=${language##*_}
        [ -s "$file" ] || rm "$file"
        "$lupdate" -silent -no-obsolete -locations none -source-language en -target-language "$language" \
            "${sources[@]}" -ts "$target/${book}_$language.ts"
    done
done

status=0
for file in $(cd ui/translations && ls ./*.ts); do
    if ! cmp -s "$target/$file" "ui/translations/$file"; then
        echo "translations: ui/translations/$file is not up to date: run tools/translations.sh and commit it" >&2
        status=1
    fi
    if grep -q 'type="unfinished"' "$target/$file"; then
        echo "translations: ui/translations/$file has words without a translation:" >&2
        grep -B1 'type="unfinished"' "$target/$file" | sed -n 's/ *<source>\(.*\)<\/source>/  \1/p' >&2
        status=1
    fi
done
exit $status
