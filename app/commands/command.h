// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/context.h"

#include <QCommandLineOption>
#include <QList>
#include <QString>
#include <QStringList>

#include <span>

namespace keel {

/// One word of the command line. A new one is a file in commands/ and a line in registry.cpp.
struct Command
{
    QString name;
    QStringList aliases;
    QString summary;   ///< a line for --help
    QString arguments; ///< "[LINK…]", for --help
    QList<QCommandLineOption> options;
    /// True when these options ask for a window; absent: never.
    bool (*wantsWindow)(const QCommandLineParser& options) = nullptr;
    /// Runs with a QCoreApplication (or a QApplication, for a window) in place; may run its event loop.
    int (*run)(Context& context) = nullptr;
};

/// In the order of --help. The first has no name: it runs where no command is given.
[[nodiscard]] std::span<const Command> commands();
[[nodiscard]] const Command* findCommand(const QString& word);

} // namespace keel
