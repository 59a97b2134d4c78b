// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setuptext.h"

namespace keel {

QString scriptText(const EndpointName& endpoint, const QStringList& statements)
{
    if (statements.isEmpty())
        return {};
    QString text = QStringLiteral("-- %1\n").arg(endpoint.value);
    for (const QString& statement : statements) {
        text += statement.trimmed();
        text += text.endsWith(QLatin1Char(';')) ? QStringLiteral("\n") : QStringLiteral(";\n");
    }
    return text;
}

Result<void> setUpOrPrint(OpenLink& link, const Output& out)
{
    auto done = link.runner().setup();
    if (done || done.error().code != ErrorCode::AccessDenied)
        return done;
    Error error = std::move(done).error();
    error.kind = ErrorClass::Config;
    error.mend = QStringLiteral("let an owner run this SQL, then start again");
    for (const Side side : {Side::A, Side::B}) {
        const LinkConfig& config = link.runner().config();
        if (const auto script = link.runner().setupScript(side))
            out.raw(out.isJson() ? QString() : scriptText(side == Side::A ? config.a : config.b, *script));
    }
    return fail(std::move(error));
}

} // namespace keel
