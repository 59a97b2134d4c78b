// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <vector>

namespace keel {

struct DotEnvFault
{
    int line = 1;
    QString said; ///< never holds a value
};

struct DotEnv
{
    QMap<QString, QString> values;
    std::vector<DotEnvFault> faults;
};

/// NAME=value lines; `export ` before a name, blank lines, `#` comments (a whole line, or after a space behind an
/// unquoted value), 'literal' and "with \n \t \" \\ escapes" values. Values are not expanded. A repeated name: the last
/// one counts.
[[nodiscard]] DotEnv parseDotEnv(const QString& text);

} // namespace keel
