// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace keel {

/// One record of RFC 4180, with its CRLF. A cell that a spreadsheet would take for a formula (it starts with = + - @, a
/// tab or a carriage return) gets an apostrophe in front.
[[nodiscard]] QString csvLine(const QStringList& cells);

/// Cells with tabs between them, for the clipboard: a tab or line break inside a cell becomes a space.
[[nodiscard]] QString clipboardLine(const QStringList& cells);

} // namespace keel
