// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command.h"

#include <memory>

namespace keel {

/// A command line taken apart. Nothing is run and no application object is needed.
struct CommandLine
{
    const Command* command = nullptr;
    std::shared_ptr<QCommandLineParser> options;
    GlobalOptions globals;
    QStringList arguments;
    bool help = false;
    bool version = false;
};

/// `words` with the program's name first. The error is a sentence for people.
[[nodiscard]] tl::expected<CommandLine, QString> parseCommandLine(const QStringList& words);

/// The text of --help: of the program, or of one command.
[[nodiscard]] QString helpText(const Command& command);

} // namespace keel
