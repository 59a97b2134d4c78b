// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QSqlDatabase>
#include <QString>

namespace keel {

/// The demo's two databases: a clinic's own and its twin in the cloud, which is stricter (it refuses an e-mail address
/// without an @ and an appointment longer than four hours) and some weeks behind.
struct DemoFiles
{
    QString clinic;
    QString cloud;
    QString config; ///< evenkeel.json that links them
};

/// Makes what is missing in the folder; what is there is kept and goes on from where it was.
[[nodiscard]] Result<DemoFiles> makeDemoFiles(const QString& folder);

/// A connection as the demo's applications open it: WAL, foreign keys on, waits 5 s for another writer. To be used and
/// closed in this thread.
[[nodiscard]] Result<QSqlDatabase> openDemoDatabase(const QString& file, const QString& connectionName);
/// Closes and removes the connection.
void closeDemoDatabase(QSqlDatabase& database);

/// Tables of both files, parents first.
[[nodiscard]] const QStringList& demoTables();

} // namespace keel
