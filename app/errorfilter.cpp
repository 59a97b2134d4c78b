// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/errorfilter.h"

#include "app/since.h"

namespace keel {

QList<QCommandLineOption> errorFilterOptions()
{
    return {QCommandLineOption(QStringLiteral("unresolved"), QStringLiteral("open ones only")),
            QCommandLineOption(QStringLiteral("type"),
                               QStringLiteral("row, schema, transient, config, or a code as check_violation"),
                               QStringLiteral("TYPE")),
            QCommandLineOption(QStringLiteral("link"), QStringLiteral("of one link"), QStringLiteral("LINK")),
            QCommandLineOption(QStringLiteral("since"), QStringLiteral("tried since then: 30m, 1h, 2d or an ISO time"),
                               QStringLiteral("TIME"))};
}

tl::expected<ErrorFilter, QString> errorFilter(const QCommandLineParser& options)
{
    ErrorFilter filter{.openOnly = options.isSet(QStringLiteral("unresolved"))};
    if (options.isSet(QStringLiteral("link")))
        filter.link = LinkName(options.value(QStringLiteral("link")));
    if (options.isSet(QStringLiteral("type"))) {
        const QString type = options.value(QStringLiteral("type"));
        const ErrorClass kind = errorClassFromText(type);
        const ErrorCode code = errorCodeFromText(type);
        if (toText(kind) == type)
            filter.kind = kind;
        else if (toText(code) == type)
            filter.code = code;
        else
            return tl::unexpected(
                QStringLiteral("--type: found \"%1\", expected row, schema, transient, config, bug or a "
                               "code as check_violation")
                    .arg(type));
    }
    if (options.isSet(QStringLiteral("since"))) {
        const QString text = options.value(QStringLiteral("since"));
        filter.since = sinceFromText(text, QDateTime::currentDateTimeUtc());
        if (!filter.since)
            return tl::unexpected(
                QStringLiteral("--since: found \"%1\", expected 90s, 30m, 1h, 2d or a time as 2026-01-21T14:00:00Z")
                    .arg(text));
    }
    return filter;
}

} // namespace keel
