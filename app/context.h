// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/output.h"
#include "sync/config/config.h"

#include <QCommandLineParser>
#include <QStringList>

#include <optional>
#include <vector>

namespace keel {

/// What holds for every command.
struct GlobalOptions
{
    QString config;  ///< --config; empty: searched for
    QString dataDir; ///< --data-dir; empty: the user's
    bool verbose = false;
    bool json = false;
};

/// A command's side of the command line, and where it says things.
struct Context
{
    GlobalOptions globals;
    QStringList arguments; ///< without the command's own name
    const QCommandLineParser& options;
    const Output& out;

    /// Reads the config; says every fault on stderr and returns nullopt where it is not valid. Exit with ExitUsage
    /// then.
    [[nodiscard]] std::optional<Config> readConfig() const;
    /// Absolute; the folder may not be there yet.
    [[nodiscard]] QString dataDirPath() const;
    /// The named links, all where none is named; says the unknown name on stderr and returns nullopt.
    [[nodiscard]] std::optional<std::vector<LinkConfig>> linksNamed(const Config& config,
                                                                    const QStringList& names) const;
    /// Who asks, for the operators' log: the user's name.
    [[nodiscard]] static QString who();
};

} // namespace keel
