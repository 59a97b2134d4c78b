// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcerules.h"

#include <QHash>
#include <QRegularExpression>

namespace rules {

namespace {

QString breach(const QString& file, qsizetype line, const QString& what)
{
    return QStringLiteral("%1:%2: %3").arg(file).arg(line + 1).arg(what);
}

/// The room of a path: "app", "ui", "sync/api", "sync/store"…
QString roomOf(const QString& path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    return parts.value(0) == u"sync" ? QStringLiteral("sync/") + parts.value(1) : parts.value(0);
}

const QStringList& visibleFrom(const QString& room)
{
    static const QString sync = QStringLiteral("sync/");
    static const auto rooms = [](const QStringList& names) {
        QStringList paths;
        for (const QString& name : names)
            paths += sync + name;
        return paths;
    };
    static const QHash<QString, QStringList> visible{
        {QStringLiteral("ui"), QStringList{QStringLiteral("ui")} + rooms({QStringLiteral("api")})},
        {sync + QStringLiteral("api"), rooms({QStringLiteral("api")})},
        {sync + QStringLiteral("config"), rooms({QStringLiteral("config"), QStringLiteral("api")})},
        {sync + QStringLiteral("store"),
         rooms({QStringLiteral("store"), QStringLiteral("config"), QStringLiteral("api")})},
        {sync + QStringLiteral("records"),
         rooms({QStringLiteral("records"), QStringLiteral("store"), QStringLiteral("config"), QStringLiteral("api")})},
        {sync + QStringLiteral("alerts"),
         rooms({QStringLiteral("alerts"), QStringLiteral("records"), QStringLiteral("config"), QStringLiteral("api")})},
        {sync + QStringLiteral("capture"),
         rooms({QStringLiteral("capture"), QStringLiteral("records"), QStringLiteral("store"), QStringLiteral("config"),
                QStringLiteral("api")})},
        {sync + QStringLiteral("apply"),
         rooms({QStringLiteral("apply"), QStringLiteral("records"), QStringLiteral("store"), QStringLiteral("config"),
                QStringLiteral("api")})},
        {sync + QStringLiteral("guard"),
         rooms({QStringLiteral("guard"), QStringLiteral("apply"), QStringLiteral("capture"), QStringLiteral("records"),
                QStringLiteral("store"), QStringLiteral("config"), QStringLiteral("api")})},
        {sync + QStringLiteral("engine"),
         rooms({QStringLiteral("engine"), QStringLiteral("guard"), QStringLiteral("apply"), QStringLiteral("capture"),
                QStringLiteral("records"), QStringLiteral("store"), QStringLiteral("config"), QStringLiteral("api")})},
    };
    static const QStringList none;
    const auto it = visible.constFind(room);
    return it == visible.constEnd() ? none : *it;
}

bool isForbiddenSystemHeader(const QString& room, const QString& header)
{
    static const QRegularExpression window(
        QStringLiteral("^(QtWidgets|QtGui|QtCharts|QtSvg)|^Q(Widget|Dialog|MessageBox|Application|GuiApplication|"
                       "Painter|Color|Icon|Pixmap|Chart)"));
    static const QRegularExpression engine(
        QStringLiteral("^(QtSql|QtNetwork)|^Q(Sql|TcpSocket|TcpServer|LocalSocket|LocalServer|NetworkAccess|Thread$)"));
    if (room.startsWith(QStringLiteral("sync/")))
        return window.match(header).hasMatch();
    return room == u"ui" && engine.match(header).hasMatch();
}

/// The arguments of a call whose opening bracket stands at `open`, split at the commas of its own level.
QStringList argumentsAt(const QString& text, qsizetype open)
{
    QStringList arguments{QString()};
    int depth = 0;
    bool inText = false;
    for (qsizetype i = open; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == QLatin1Char('"') && text[i - 1] != QLatin1Char('\\'))
            inText = !inText;
        const bool opens = !inText && QStringLiteral("([{").contains(c);
        const bool closes = !inText && QStringLiteral(")]}").contains(c);
        depth += opens ? 1 : closes ? -1 : 0;
        if (depth == 0)
            return arguments;
        if (depth == 1 && !inText && c == QLatin1Char(','))
            arguments += QString();
        else if (i > open)
            arguments.last() += c;
    }
    return arguments;
}

} // namespace

QStringList includeBreaches(const QString& file, const QString& text)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#include\\s+([\"<])([^\">]+)[\">]"));
    const QString room = roomOf(file);
    QStringList breaches;
    if (room == u"app")
        return breaches;
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = include.match(lines[i]);
        if (!match.hasMatch())
            continue;
        const QString header = match.captured(2);
        const bool own = match.captured(1) == u"\"";
        const bool allowed = own ? visibleFrom(room).contains(roomOf(header)) || !header.contains(QLatin1Char('/'))
                                 : !isForbiddenSystemHeader(room, header);
        if (!allowed)
            breaches += breach(file, i, QStringLiteral("%1 may not include %2").arg(room, header));
    }
    return breaches;
}

QStringList wordBreaches(const QString& file, const QString& text)
{
    static const QRegularExpression words(QStringLiteral(
        "\\bprocessEvents\\b|\\bQEventLoop\\b|\\bBlockingQueuedConnection\\b|\\bQThread::(m|u)?sleep\\b|"
        "\\bthis_thread::sleep|\\bq(Sleep|Wait)\\s*\\(|\\w*([dD]ialog|[bB]ox|[mM]enu)\\w*(\\.|->)exec\\("));
    QStringList breaches;
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString code = lines[i].section(QStringLiteral("//"), 0, 0);
        const auto match = words.match(code);
        if (match.hasMatch())
            breaches += breach(file, i, QStringLiteral("\"%1\" is not used here").arg(match.captured()));
    }
    return breaches;
}

QStringList connectBreaches(const QString& file, const QString& text)
{
    static const QRegularExpression call(QStringLiteral("\\bconnect\\("));
    QStringList breaches;
    for (auto it = call.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QStringList arguments = argumentsAt(text, match.capturedEnd() - 1);
        if (arguments.size() >= 3 && arguments[2].trimmed().startsWith(QLatin1Char('[')))
            breaches += breach(file, text.left(match.capturedStart()).count(QLatin1Char('\n')),
                               QStringLiteral("connect to a lambda without a context object"));
    }
    return breaches;
}

} // namespace rules
