// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"
#include "sync/config/config.h"

#include <QJsonObject>
#include <QProcessEnvironment>
#include <QString>

#include <vector>

namespace keel {

struct ConfigInput
{
    QString explicitFile; ///< --config; empty: searched for
    QProcessEnvironment environment;
    QString workingDir; ///< absolute; relative files are taken from here
};

/// Every fault of a config, not only the first. `place` is "FILE:LINE:COLUMN: links[0].tables[2].key", `detail` says
/// what was found and what was expected, `mend` what to do; toText(error) makes one line of each. Never empty. All are
/// Config class; the code is NotFound when there is no config file, else ConfigInvalid or AccessDenied (unreadable).
using ConfigErrors = std::vector<Error>;

/// Where a config would be read from: --config, $EVENKEEL_CONFIG, ./evenkeel.json,
/// $XDG_CONFIG_HOME/evenkeel/evenkeel.json. Absolute; the first two are taken as given, the others only if they exist.
[[nodiscard]] Result<QString> findConfig(const ConfigInput& input);

/// Finds, reads and checks the config and the .env beside it. Blocks on those files only; connects to nothing. Links
/// that cannot run for want of Supabase's variables are left out, with a warning.
[[nodiscard]] tl::expected<Config, ConfigErrors> readConfig(const ConfigInput& input);

/// The config with every default filled in, in the shape of the file, secrets as "***", and beside it `origins`: per
/// path "default", "file", "env NAME", ".env NAME" or "file PATH".
[[nodiscard]] QJsonObject effectiveConfig(const Config& config);

} // namespace keel
