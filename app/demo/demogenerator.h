// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/demodatabases.h"
#include "app/demo/demopeople.h"

#include <QObject>
#include <QTimer>

namespace keel {

/// The people at work on both sides: a few edits a second through connections of their own, now and then the same row
/// on both sides at one moment (a true conflict), and a row that the cloud must refuse, with a note that waits behind
/// it. Lives in a thread of its own; start() and stop() run there.
class DemoGenerator : public QObject
{
    Q_OBJECT

public:
    explicit DemoGenerator(DemoFiles files);

    void start();
    /// Ends between two edits and closes the connections; `stopped` follows.
    void stop();

signals:
    void stopped();

private:
    struct Desk
    {
        QSqlDatabase database;
        int parity = 0; ///< new ids of this side are odd or even, so that two inserts never meet
    };

    void work();
    void edit(Desk& desk);
    void makeConflict();
    void makeRefused();
    qint64 nextId(Desk& desk, const QString& table);
    /// A patient that both sides can hold; 0: none.
    qint64 somePatient(Desk& desk);
    bool run(Desk& desk, const QString& sql, const QVariantList& values = {});

    DemoFiles m_files;
    DemoPeople m_people;
    QTimer m_timer;
    Desk m_clinic;
    Desk m_cloud;
    int m_ticks = 0;
    int m_refused = 0;
};

} // namespace keel
