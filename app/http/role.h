// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace keel::http {

/// What a token allows: to look; to run, pause and mend as well; to do as well what loses data. Each holds those before
/// it.
enum class Role { Viewer, Operator, Admin };

[[nodiscard]] inline QString toText(Role role)
{
    return role == Role::Admin      ? QStringLiteral("admin")
           : role == Role::Operator ? QStringLiteral("operator")
                                    : QStringLiteral("viewer");
}

[[nodiscard]] inline std::optional<Role> roleFromText(const QString& text)
{
    for (const Role role : {Role::Viewer, Role::Operator, Role::Admin}) {
        if (toText(role) == text)
            return role;
    }
    return std::nullopt;
}

} // namespace keel::http
