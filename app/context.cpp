// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/context.h"

#include "sync/config/configreader.h"
#include "sync/config/suggestion.h"
#include "sync/records/datadir.h"

#include <QDir>

#include <algorithm>

#include <pwd.h>
#include <unistd.h>

namespace keel {

std::optional<Config> Context::readConfig() const
{
    auto read = keel::readConfig({.explicitFile = globals.config,
                                  .environment = QProcessEnvironment::systemEnvironment(),
                                  .workingDir = QDir::currentPath()});
    if (!read) {
        for (const Error& error : read.error())
            out.problem(toText(error));
        return std::nullopt;
    }
    for (const QString& warning : std::as_const(read->warnings))
        out.problem(QStringLiteral("warning: ") + warning);
    return std::move(*read);
}

QString Context::dataDirPath() const
{
    if (!globals.dataDir.isEmpty())
        return QDir::cleanPath(QDir::current().absoluteFilePath(globals.dataDir));
    return DataDir::defaultPath(QProcessEnvironment::systemEnvironment());
}

std::optional<std::vector<LinkConfig>> Context::linksNamed(const Config& config, const QStringList& names) const
{
    if (names.isEmpty())
        return config.links;
    std::vector<LinkConfig> links;
    for (const QString& name : names) {
        if (const LinkConfig* link = config.link(LinkName(name))) {
            links.push_back(*link);
            continue;
        }
        QStringList known;
        std::ranges::transform(config.links, std::back_inserter(known),
                               [](const LinkConfig& l) { return l.name.value; });
        out.problem(
            QStringLiteral("no link is named \"%1\" (the config has: %2)").arg(name, known.join(QStringLiteral(", "))));
        return std::nullopt;
    }
    return links;
}

QString Context::who()
{
    const passwd* user = getpwuid(geteuid());
    return user ? QString::fromLocal8Bit(user->pw_name) : QString::number(geteuid());
}

} // namespace keel
