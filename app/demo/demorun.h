// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/demogenerator.h"
#include "app/host.h"
#include "app/output.h"

#include <QThread>

namespace keel {

/// The demo at work: engine, generator and, without a window, a table of what goes on. Lives in the main thread.
class DemoRun : public QObject
{
    Q_OBJECT

public:
    DemoRun(const Config& config, std::shared_ptr<DataDir> dataDir, DemoFiles files, const Output& out);
    ~DemoRun() override;

    [[nodiscard]] Host& host() { return m_host; }
    void start(bool table);
    /// The generator ends first, then what it left is carried, then the host stops; `finished` follows. More calls
    /// change nothing.
    void finish();

signals:
    void finished();

private:
    void drain();
    void noteOutcome(const CommandOutcome& outcome);
    void showTable();

    const Output& m_out;
    Host m_host;
    QThread m_thread;
    DemoGenerator* m_generator;
    QTimer m_table;
    int m_seconds = 0;
    int m_tableLines = 0; ///< that stand on the terminal
    int m_drains = 0;
    bool m_finishing = false;
};

} // namespace keel
