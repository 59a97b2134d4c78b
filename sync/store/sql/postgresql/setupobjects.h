// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <span>
#include <vector>

namespace keel::pg {

struct SetupObject
{
    const char* name; ///< of the relation, for to_regclass
    const char* sql;
    const char* before15 = nullptr; ///< Where PostgreSQL 14 and older cannot do `sql`.
};

/// The bookkeeping objects in the order in which they are made. Names of the tables: contract, section 6.
[[nodiscard]] std::span<const SetupObject> setupObjects();

/// What the functions of a captured table need.
struct CaptureParts
{
    int table = 0;
    QByteArray newKey;  ///< `array[…]` over n.
    QByteArray oldKey;  ///< `array[…]` over o.
    QByteArray rekeyed; ///< `array[…]` over old.
    QByteArray rowKey;  ///< `array[…]` over new.
    QByteArray changed; ///< The changed columns, over old. and new.; empty: not journaled.
    bool partitioned = false;
    bool bell = true;
};

struct CaptureFunction
{
    QByteArray event; ///< "insert", "update", "delete", "truncate", "rekey"
    QByteArray body;
    bool qualified = true; ///< Every name in it has its schema, so that no search path matters.
};

/// The bodies of the trigger functions, one an event: a transition table belongs to one event.
[[nodiscard]] std::vector<CaptureFunction> captureFunctions(const CaptureParts& parts);

} // namespace keel::pg
