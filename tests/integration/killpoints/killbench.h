// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ledger/verdict.h"
#include "tests/support/ledger/writer.h"
#include "tests/support/servers/privatepostgres.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

/// Kills at each step, each way: a few in the suite, which has many steps; EVENKEEL_KILL_ROUNDS asks for more.
[[nodiscard]] inline int killRounds()
{
    const int given = qEnvironmentVariableIntValue("EVENKEEL_KILL_ROUNDS");
    return given > 0 ? given : 4;
}

/// Two databases with a table `people`, the real program between them and a user on each side; the program is killed at
/// a step that the test names. One thread at a time; several may work side by side.
class KillBench
{
public:
    struct Servers
    {
        std::unique_ptr<keel::PrivatePostgres> a;
        std::unique_ptr<keel::PrivatePostgres> b;
    };
    struct Options
    {
        QString engine = QStringLiteral("postgresql"); ///< or "sqlite"
        QString name;                                  ///< of its databases; unique in the program
        int keys = 24;
        unsigned poisonEvery = 5; ///< 0: never
        bool byTime = false;      ///< no triggers of Evenkeel; users delete nothing, since nobody would see it
        QJsonObject link{};       ///< further keys of the link
    };
    KillBench(Options options, const Servers& servers);
    ~KillBench();

    struct Ended
    {
        bool killed = false; ///< by itself, at the step
        int exit = -1;
        QByteArray said;
    };
    /// The program to its end; `abortAt` as in sync/api/abortpoint.h.
    Ended run(const QStringList& command, const QString& abortAt = {});
    Ended once(const QString& abortAt = {}) { return run({QStringLiteral("once")}, abortAt); }
    /// As a service, ended after some seconds if it does not meet the step.
    Ended serve(const QString& abortAt);

    [[nodiscard]] Writer& user(keel::Side side) { return *(side == keel::Side::A ? m_userA : m_userB); }
    /// Both users edit; with `many` each changes all rows of a range at once, too.
    void edit(int transactions, bool many = false);
    /// Both users go on editing by themselves until stop().
    void startUsers();
    void stopUsers();
    /// Rows of a query on a side; a refusal is fatal.
    UserDatabase::Rows sql(keel::Side side, const QString& text);

    /// Starts without an abort point and judges; a waiting record may take a second cycle. Empty: all is well.
    QStringList recover();
    [[nodiscard]] QStringList verdict();
    /// Two databases that never met, with the rows that they have; what was remembered is gone.
    void forgetAll();

    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(QStringLiteral("data/") + name); }
    [[nodiscard]] const Ledger& ledger() const { return *m_ledger; }
    [[nodiscard]] qint64 conflicts() const { return m_conflicts; }
    [[nodiscard]] qint64 explained() const { return m_explained; }

private:
    [[nodiscard]] LedgerRows rowsOf(keel::Side side);
    void makeTables();
    void writeConfig() const;
    void makeUsers();

    Options m_options;
    QTemporaryDir m_folder;
    keel::EndpointConfig m_a;
    keel::EndpointConfig m_b;
    std::unique_ptr<UserDatabase> m_sqlA;
    std::unique_ptr<UserDatabase> m_sqlB;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Writer> m_userA;
    std::unique_ptr<Writer> m_userB;
    unsigned m_seed = 0;
    qint64 m_conflicts = 0;
    qint64 m_explained = 0;
};
