// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/remote/line.h"
#include "sync/api/syncservice.h"

#include <QThreadPool>

namespace keel {

/// A service on another machine (or in another process of this one), over its HTTP API. Shows what the service told
/// last; while it cannot be reached the snapshot says so (serviceAnswers, notice) and every command and question fails
/// at once: nothing is kept for later. Lives in the GUI's thread and never blocks it.
class RemoteService : public SyncService
{
    Q_OBJECT

public:
    struct Settings
    {
        QUrl address; ///< of remote::serviceAddress()
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        QString person; ///< who sits here, for commands that name nobody
        QString host;   ///< the machine's name; in the service's log it stands behind the person's
    };

    explicit RemoteService(Settings settings, QObject* parent = nullptr);
    ~RemoteService() override;

    /// Connects with this token, now and whenever the connection went.
    void attach(const QByteArray& token);
    /// Does not wait for the next try.
    void tryNow();
    [[nodiscard]] bool isAttached() const { return m_known && m_line.isOpen(); }

    [[nodiscard]] ServiceSnapshot snapshot() const override { return m_shown; }
    void forceSync(quint64 request, const LinkName& link) override;
    void restart(quint64 request, const LinkName& link) override;
    void pause(quint64 request, const LinkName& link, const QString& who) override;
    void resume(quint64 request, const LinkName& link, const QString& who) override;
    void check(quint64 request, const LinkName& link) override;
    void retryErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;
    void retryMatching(quint64 request, const ErrorFilter& filter, const QString& who) override;
    void resolveErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;
    void ignoreErrors(quint64 request, const QList<qint64>& ids, const QString& who) override;
    void closeMatching(quint64 request, const ErrorFilter& filter, ErrorState how, const QString& who) override;
    void decideBrake(quint64 request, qint64 id, BrakeDecision decision, const QString& who) override;
    void wake(const LinkName& link, bool reverse) override;
    void wakeTable(const LinkName& link, const TableName& onA, bool reverse) override;
    void note(const QString& who, const QString& what, const QString& detail) override;
    void resolveConflicts(quint64 request, const QList<qint64>& ids, const ConflictDecision& decision,
                          const QString& who) override;
    void requestErrors(const ErrorQuery& query) override;
    void requestErrorDetail(quint64 request, qint64 id) override;
    void requestConflicts(const ConflictQuery& query) override;
    void requestHistory(const HistoryQuery& query) override;
    void requestSamples(const SampleQuery& query) override;
    void requestOperatorLog(const OperatorLogQuery& query) override;

signals:
    /// The first snapshot after a time without: what is shown is true again.
    void attached();
    /// Not connected; tried again by itself.
    void away(const keel::Error& why);
    /// The token is missing or not right; nothing is tried until attach().
    void tokenWanted(const keel::Error& why);
    /// What the token allows there, before attached(): "viewer", "operator" or "admin". Empty: not told, the service is
    /// older.
    void roleTold(const QString& role);
    /// The service alerts the desktops on it.
    void alertCame(const QString& title, const QString& text);

private:
    // remoteservice.cpp
    void eventCame(const QString& event);
    void decodeSnapshot(const QByteArray& event);
    void snapshotCame(const Result<ServiceSnapshot>& snapshot);
    void wentAway(const Error& why);
    void showNotKnown(const Error& why);

    // remotecommands.cpp
    void command(quint64 request, remote::Caller::Kind kind, const QString& path, const QJsonObject& body,
                 const QString& who);
    void linkCommand(quint64 request, const QString& what, const LinkName& link, const QString& who);
    void errorCommand(quint64 request, const QString& what, const QJsonObject& which, const QString& who);
    void finish(quint64 request, const Error& failure);
    void confirmBrake(quint64 request, const BrakePlan& seen, BrakeDecision decision, const QString& who,
                      const QJsonObject& dryRun);
    [[nodiscard]] QString signedBy(const QString& who) const;

    // remotequestions.cpp
    template <class T>
    void ask(const QString& path, const remote::Parameters& parameters, const QString& member,
             std::function<void(const Result<T>&)> then);
    template <class Page>
    void askPage(quint64 request, const QString& path, const remote::Parameters& parameters, const QString& member,
                 void (SyncService::*arrived)(const Page&));

    Settings m_settings;
    remote::Caller m_caller;
    remote::Line m_line;
    ServiceSnapshot m_last;  ///< as the service told it
    ServiceSnapshot m_shown; ///< the same, or what is left of it while away
    bool m_known = false;    ///< the last snapshot is of this connection
    Error m_why;             ///< why it is not
    int m_connection = 0;    ///< counts them: a snapshot of an old one is not shown
    bool m_decoding = false;
    QByteArray m_undecoded; ///< came meanwhile; the newest only
    QThreadPool m_decoders; ///< one thread: a snapshot of many tables takes longer than a frame
};

} // namespace keel
