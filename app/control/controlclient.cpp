// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlclient.h"

#include "app/control/controlpath.h"

#include <QJsonDocument>
#include <QLocalSocket>

namespace keel {

namespace {

constexpr int connectLimit = 3000; // ms

Error unreachable(const QString& dataDir, const QString& detail)
{
    return {.kind = ErrorClass::Transient,
            .code = ErrorCode::Unreachable,
            .detail = detail,
            .place = dataDir,
            .mend = QStringLiteral("start it with `evenkeel serve`, or name its data dir with --data-dir")};
}

ErrorClass classOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::ConfigInvalid:
    case ErrorCode::AccessDenied:
        return ErrorClass::Config;
    case ErrorCode::Internal:
        return ErrorClass::Bug;
    default:
        return ErrorClass::Transient;
    }
}

} // namespace

Result<QJsonObject> callService(const QString& dataDir, const QJsonObject& request)
{
    const ControlPath path(dataDir);
    QLocalSocket socket;
    socket.connectToServer(path.name());
    if (!socket.waitForConnected(connectLimit))
        return fail(unreachable(dataDir, QStringLiteral("no service answers for this data dir")));
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    QByteArray line;
    while (!line.endsWith('\n')) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(-1))
            return fail(unreachable(dataDir, QStringLiteral("the service ended before it answered")));
        line += socket.readLine();
    }
    const QJsonObject answer = QJsonDocument::fromJson(line).object();
    if (answer.value(u"ok").toBool())
        return answer;
    const QJsonObject error = answer.value(u"error").toObject();
    const ErrorCode code = errorCodeFromText(error.value(u"code").toString());
    return fail({.kind = classOf(code),
                 .code = code,
                 .detail = error.value(u"message").toString(),
                 .place = error.value(u"place").toString(),
                 .mend = error.value(u"mend").toString()});
}

} // namespace keel
