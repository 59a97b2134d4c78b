// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/exitcode.h"
#include "app/http/tokens.h"
#include "sync/records/datadir.h"

#include <QFile>

namespace keel {

namespace {

int usage(const Context& context, const QString& sentence)
{
    context.out.problem(sentence);
    return ExitUsage;
}

int make(const Context& context, http::Role role, const QString& file, bool mayReplace)
{
    const bool isThere = QFile::exists(file);
    if (isThere && !mayReplace)
        return usage(context, QStringLiteral("%1 is there already; `evenkeel token rotate --role %2` replaces it")
                                  .arg(file, toText(role)));
    if (const auto done = http::TokenFile::rotate(file); !done)
        return context.out.fail(done.error());
    context.out.line(isThere ? QStringLiteral("%1 holds a new token; the old one is refused from now on").arg(file)
                             : QStringLiteral("%1 holds a token of the role %2").arg(file, toText(role)));
    context.out.json(QJsonObject{{QStringLiteral("file"), file}, {QStringLiteral("role"), toText(role)}});
    return ExitGood;
}

int revoke(const Context& context, http::Role role, const QString& file)
{
    if (role == http::Role::Admin)
        return usage(context, QStringLiteral("token revoke: the admin's token can only be replaced, by `evenkeel token "
                                             "rotate`"));
    if (!QFile::exists(file))
        return usage(context, QStringLiteral("there is no token of the role %1").arg(toText(role)));
    if (!QFile::remove(file))
        return context.out.fail({.kind = ErrorClass::Config,
                                 .code = ErrorCode::FileUnwritable,
                                 .detail = QStringLiteral("it cannot be removed"),
                                 .place = file});
    context.out.line(QStringLiteral("the token of the role %1 is refused from now on").arg(toText(role)));
    context.out.json(QJsonObject{{QStringLiteral("file"), file}, {QStringLiteral("role"), toText(role)}});
    return ExitGood;
}

/// Takes no lock: a file is replaced as a whole, and a running service reads it again. The token itself is not said: a
/// terminal's scrollback is no place for it.
int run(Context& context)
{
    const QString word = context.arguments.join(QLatin1Char(' '));
    if (word != u"create" && word != u"rotate" && word != u"revoke")
        return usage(context, QStringLiteral("token: found \"%1\", expected `create`, `rotate` or `revoke`").arg(word));
    const QString option = QStringLiteral("role");
    const bool isNamed = context.options.isSet(option);
    const QString name = isNamed ? context.options.value(option) : QStringLiteral("admin");
    const auto role = http::roleFromText(name);
    if (!role)
        return usage(context, QStringLiteral("--role: found \"%1\", expected viewer, operator or admin").arg(name));
    if (!isNamed && word != u"rotate")
        return usage(context, QStringLiteral("token %1: --role is missing, expected viewer or operator").arg(word));
    const auto dir = DataDir::peek(context.dataDirPath());
    if (!dir)
        return context.out.fail(dir.error());
    const QString file = http::Tokens::fileOf((*dir)->file(QStringLiteral("api-token")), *role);
    return word == u"revoke" ? revoke(context, *role, file) : make(context, *role, file, word == u"rotate");
}

} // namespace

Command tokenCommand()
{
    return {.name = QStringLiteral("token"),
            .aliases = {},
            .summary = QStringLiteral("makes, replaces or takes back a token for the API"),
            .arguments = QStringLiteral("create|rotate|revoke"),
            .options = {QCommandLineOption(
                QStringLiteral("role"), QStringLiteral("viewer looks; operator runs, pauses and mends; admin does all"),
                QStringLiteral("viewer|operator|admin"))},
            .run = run};
}

} // namespace keel
