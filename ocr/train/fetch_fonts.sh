#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# fetch_fonts.sh FOLDER: unpacks the training fonts into FOLDER, without installing them: installed, they would change
# which fonts everything else on this machine is drawn with.
set -eu
folder=${1:?usage: fetch_fonts.sh FOLDER}
list=$(dirname "$0")/packages.txt
mkdir -p "$folder/packages" "$folder/unpacked"
list=$(cd "$(dirname "$list")" && pwd)/packages.txt
cd "$folder"
grep -v '^#' "$list" | while read -r package; do
    set -- packages/"${package}"_*.deb
    [ -e "$1" ] || (cd packages && apt-get download "$package")
    set -- packages/"${package}"_*.deb
    [ -d "unpacked/$package" ] || dpkg-deb -x "$1" "unpacked/$package"
done
