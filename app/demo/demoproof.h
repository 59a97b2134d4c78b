// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/demodatabases.h"

#include <QJsonObject>
#include <QStringList>

namespace keel {

/// What stands in the demo's two files once nothing moves any more, read with plain SQL and not through the engine.
struct DemoProof
{
    struct Table
    {
        QString name;
        qint64 rowsClinic = 0;
        qint64 rowsCloud = 0;
        qint64 differing = 0;   ///< rows that are not alike, on either side
        qint64 unexplained = 0; ///< of those, the ones without an open error record
    };
    QList<Table> tables;
    QStringList refused; ///< a sentence for each row with an open record

    /// Equal but for the refused rows.
    [[nodiscard]] bool holds() const;
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] QJsonObject json() const;
};

/// `history` is the data dir's history.db.
[[nodiscard]] Result<DemoProof> proveDemo(const DemoFiles& files, const QString& history);

} // namespace keel
