// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/tokens.h"

#include <QFile>

namespace keel::http {

Tokens::Tokens(const QString& adminFile)
{
    for (const Role role : {Role::Admin, Role::Operator, Role::Viewer})
        m_kept.push_back({role, TokenFile(fileOf(adminFile, role), role != Role::Admin)});
}

Result<void> Tokens::open()
{
    for (Kept& kept : m_kept)
        KEEL_TRY(kept.file.open());
    return {};
}

QList<KnownToken> Tokens::current()
{
    QList<KnownToken> tokens;
    for (Kept& kept : m_kept) {
        if (const QByteArray text = kept.file.current(); !text.isEmpty())
            tokens.push_back({kept.role, text});
    }
    return tokens;
}

QString Tokens::fileOf(const QString& adminFile, Role role)
{
    return role == Role::Admin ? adminFile : adminFile + u'-' + toText(role);
}

} // namespace keel::http
