// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/role.h"
#include "app/http/tokenfile.h"

#include <QList>

namespace keel::http {

struct KnownToken
{
    Role role = Role::Viewer;
    QByteArray text;
};

/// The tokens of a service, one a role: `api-token` (admin), `api-token-operator`, `api-token-viewer`. One thread.
class Tokens
{
public:
    /// `adminFile` is api-token with its path; the others lie beside it.
    explicit Tokens(const QString& adminFile);

    /// Makes the admin's where it is missing; the others are there when somebody made them. One that others can read is
    /// refused.
    [[nodiscard]] Result<void> open();
    /// Those that are right now.
    [[nodiscard]] QList<KnownToken> current();

    [[nodiscard]] static QString fileOf(const QString& adminFile, Role role);

private:
    struct Kept
    {
        Role role = Role::Viewer;
        TokenFile file;
    };
    QList<Kept> m_kept;
};

} // namespace keel::http
