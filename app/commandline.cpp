// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "sync/config/suggestion.h"

#include <algorithm>

namespace keel {

namespace {

struct Global
{
    QString name;
    QString shortName;
    QString value; ///< empty: a switch
    QString says;
};

const QList<Global>& globalOptions()
{
    static const QList<Global> all{
        {QStringLiteral("config"),
         {},
         QStringLiteral("FILE"),
         QStringLiteral("the config, else evenkeel.json is searched for")},
        {QStringLiteral("data-dir"),
         {},
         QStringLiteral("DIR"),
         QStringLiteral("where state, history and log are kept")},
        {QStringLiteral("verbose"), {}, {}, QStringLiteral("log everything")},
        {QStringLiteral("json"), {}, {}, QStringLiteral("results as JSON on stdout, logs on stderr")},
        {QStringLiteral("help"),
         QStringLiteral("h"),
         {},
         QStringLiteral("this text; after a command, of that command")},
        {QStringLiteral("version"), {}, {}, QStringLiteral("the version")},
    };
    return all;
}

/// Commands of the contract that come with later versions.
const QStringList& laterCommands()
{
    static const QStringList later{QStringLiteral("verify"), QStringLiteral("init"), QStringLiteral("backup"),
                                   QStringLiteral("doctor"), QStringLiteral("monitor-check")};
    return later;
}

QString unknownCommand(const QString& word)
{
    if (laterCommands().contains(word))
        return QStringLiteral("\"%1\" is not in this version; `evenkeel --help` lists what is").arg(word);
    QStringList known;
    for (const Command& command : commands()) {
        if (!command.name.isEmpty())
            known += command.name;
    }
    const QString nearest = nearestName(word, known);
    return QStringLiteral("there is no command \"%1\" (%2)")
        .arg(word, nearest.isEmpty() ? QStringLiteral("`evenkeel --help` lists them")
                                     : QStringLiteral("did you mean `evenkeel %1`?").arg(nearest));
}

/// Where the command's name stands: the first word that is no option and no option's value; -1: none.
qsizetype commandPosition(const QStringList& words)
{
    for (qsizetype i = 1; i < words.size(); ++i) {
        if (!words[i].startsWith(QLatin1Char('-')))
            return i;
        const bool globalTakesNext = std::ranges::any_of(globalOptions(), [&](const Global& option) {
            return !option.value.isEmpty() && words[i] == QStringLiteral("--") + option.name;
        });
        // Those of the desktop, whose command has no name to stand before them.
        const bool takesNext =
            globalTakesNext || std::ranges::any_of(findCommand({})->options, [&](const auto& option) {
                return !option.valueName().isEmpty() && words[i] == QStringLiteral("--") + option.names().constLast();
            });
        if (takesNext)
            ++i;
    }
    return -1;
}

std::shared_ptr<QCommandLineParser> parserFor(const Command& command)
{
    auto parser = std::make_shared<QCommandLineParser>();
    for (const Global& option : globalOptions()) {
        QStringList names{option.name};
        if (!option.shortName.isEmpty())
            names.prepend(option.shortName);
        parser->addOption(QCommandLineOption(names, option.says, option.value));
    }
    for (const QCommandLineOption& option : command.options)
        parser->addOption(option);
    return parser;
}

QStringList optionLines(const QList<QStringList>& rows)
{
    QStringList lines = aligned(rows);
    for (QString& line : lines)
        line.prepend(QStringLiteral("  "));
    return lines;
}

} // namespace

tl::expected<CommandLine, QString> parseCommandLine(const QStringList& words)
{
    CommandLine line;
    QStringList rest = words;
    const qsizetype at = commandPosition(words);
    line.command = at < 0 ? findCommand({}) : findCommand(words[at]);
    if (!line.command)
        return tl::unexpected(unknownCommand(words[at]));
    if (at >= 0)
        rest.removeAt(at);
    line.options = parserFor(*line.command);
    if (!line.options->parse(rest)) {
        const QString where = line.command->name.isEmpty() ? QString() : QLatin1Char(' ') + line.command->name;
        return tl::unexpected(QStringLiteral("%1 (`evenkeel%2 --help` lists the options)")
                                  .arg(line.options->errorText().chopped(1), where));
    }
    line.arguments = line.options->positionalArguments();
    line.globals = {.config = line.options->value(QStringLiteral("config")),
                    .dataDir = line.options->value(QStringLiteral("data-dir")),
                    .verbose = line.options->isSet(QStringLiteral("verbose")),
                    .json = line.options->isSet(QStringLiteral("json"))};
    line.help = line.options->isSet(QStringLiteral("help"));
    line.version = line.options->isSet(QStringLiteral("version"));
    return line;
}

QString helpText(const Command& command)
{
    QStringList lines;
    if (command.name.isEmpty()) {
        lines += {QStringLiteral("Usage: evenkeel [command] [options]"),
                  QStringLiteral("Keeps two databases equal in both directions."),
                  {},
                  QStringLiteral("Commands:")};
        QList<QStringList> rows;
        for (const Command& one : commands())
            rows.push_back({one.name.isEmpty() ? QStringLiteral("(none)")
                                               : (one.name + QLatin1Char(' ') + one.arguments).trimmed(),
                            one.summary});
        lines += optionLines(rows);
    } else {
        lines += {QStringLiteral("Usage: evenkeel %1 [options] %2").arg(command.name, command.arguments).trimmed(),
                  command.summary};
        if (!command.aliases.isEmpty())
            lines += QStringLiteral("Also: ") + command.aliases.join(QStringLiteral(", "));
    }
    QList<QStringList> rows;
    for (const QCommandLineOption& option : command.options)
        rows.push_back(
            {(QStringLiteral("--") + option.names().constLast() + QLatin1Char(' ') + option.valueName()).trimmed(),
             option.description()});
    for (const Global& option : globalOptions())
        rows.push_back({(QStringLiteral("--") + option.name + QLatin1Char(' ') + option.value).trimmed(), option.says});
    lines += {{}, QStringLiteral("Options:")};
    lines += optionLines(rows);
    if (command.name.isEmpty())
        lines +=
            {{},
             QStringLiteral("Exit status: 0 good, 1 findings, 2 usage or config, 3 not reachable, 4 data dir held."),
             QStringLiteral("More: man evenkeel, man evenkeel.json")};
    return lines.join(QLatin1Char('\n'));
}

} // namespace keel
