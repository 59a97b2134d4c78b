// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/alert.h"
#include "sync/api/ids.h"
#include "sync/api/snapshots.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

/// The validated config: every name resolved, every default filled in. Plain values; how they are read is in
/// configreader.h.
namespace keel {

/// A password or token. Never printed: there is no conversion to text but reveal().
class Secret
{
public:
    Secret() = default;
    explicit Secret(QString text) : m_text(std::move(text)) {}
    [[nodiscard]] const QString& reveal() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    friend bool operator==(const Secret&, const Secret&) = default;

private:
    QString m_text;
};

enum class CaptureKind { Journal, Timestamp };
enum class ConflictPolicy { Newest, AWins, BWins, Merge, Manual };
/// "newest", "a-wins", "b-wins".
[[nodiscard]] QString toText(ConflictPolicy policy);
struct LinkConfig;
/// What this link's config switches off, and what that costs; a sentence each.
[[nodiscard]] QStringList warningsOf(const LinkConfig& link);

struct EndpointConfig
{
    EndpointName name;
    QString driver; ///< "postgresql", "sqlite"
    QString host;
    int port = 0;
    QString database;
    QString user;
    Secret password;
    QString sslMode;
    int poolSize = 10;
    QString path; ///< of a file database, absolute (relative ones are taken from the config's folder)
    Environment environment = Environment::Development;

    friend bool operator==(const EndpointConfig&, const EndpointConfig&) = default;
};

struct TableConfig
{
    QString place; ///< "links[0].tables[2]", for messages
    TableName a;
    TableName b;
    QStringList key;                ///< names on a; empty: the primary key
    QString updatedAt;              ///< name on a; empty: none
    QMap<QString, QString> columns; ///< name on a → name on b, where they differ
    QStringList exclude;            ///< names on a
    QStringList ignore;             ///< names on a: sent but not compared
    QString filter;                 ///< SQL condition, holds on both sides
    bool deleteOnFilterLeave = true;
    int priority = 0; ///< higher goes first where foreign keys leave a choice
    std::optional<Milliseconds> interval;
    CaptureKind capture = CaptureKind::Journal;
    QString softDelete; ///< name on a
    bool bell = true;

    friend bool operator==(const TableConfig&, const TableConfig&) = default;
};

struct RetryConfig
{
    int attempts = 3;
    Milliseconds initialDelay{1000};
    Milliseconds maxDelay{30000};
    double multiplier = 2;

    friend bool operator==(const RetryConfig&, const RetryConfig&) = default;
};

struct ReverseConfig
{
    bool enabled = true;
    std::chrono::minutes interval{60};
    int maxRecords = 500;

    friend bool operator==(const ReverseConfig&, const ReverseConfig&) = default;
};

struct BrakeConfig
{
    int maxDeletes = 1000;
    double maxDeletePercent = 10;
    int minDeletes = 50;

    friend bool operator==(const BrakeConfig&, const BrakeConfig&) = default;
};

struct LinkConfig
{
    QString place; ///< "links[0]"
    LinkName name;
    EndpointName a;
    EndpointName b;
    bool forward = true;
    bool reverse = true;
    CaptureKind capture = CaptureKind::Journal;
    bool realtime = true;
    bool bell = true;
    Milliseconds interval{1000};
    double windowMultiplier = 3;
    int batchSize = 1000;
    int parallelTables = 4;
    ConflictPolicy conflict = ConflictPolicy::Newest;
    bool deletes = true;
    ReverseConfig reversePass;
    RetryConfig retry;
    int reconnectAttempts = 10;
    BrakeConfig brake;
    std::chrono::hours lookback{24};
    std::chrono::seconds canaryEvery{10};
    bool allTables = false; ///< tables: "*"
    std::vector<TableConfig> tables;

    friend bool operator==(const LinkConfig&, const LinkConfig&) = default;
};

struct WatchdogConfig
{
    bool enabled = true;
    Milliseconds checkInterval{5000};
    int maxRestarts = 10;

    friend bool operator==(const WatchdogConfig&, const WatchdogConfig&) = default;
};

/// Files in PEM, absolute. Both or neither.
struct TlsConfig
{
    QString certificate; ///< with what leads to its root, if anything does
    QString key;

    [[nodiscard]] bool isSet() const { return !certificate.isEmpty(); }
    friend bool operator==(const TlsConfig&, const TlsConfig&) = default;
};

struct ApiConfig
{
    bool enabled = true;
    QString address = QStringLiteral("127.0.0.1");
    int port = 7878;
    QStringList hosts;            ///< further names in `Host`, with a port or for any: "sync.example.org"
    QList<Secret> webhookSecrets; ///< "whsec_" and base64; several while they are being changed. Empty: unsigned
    TlsConfig tls{};
    bool isWritten = false; ///< the file has something of it; else all of it is default

    friend bool operator==(const ApiConfig&, const ApiConfig&) = default;
};

struct LogConfig
{
    QString level = QStringLiteral("info");
    int everyNthCycle = 10;
    QString format = QStringLiteral("text");

    friend bool operator==(const LogConfig&, const LogConfig&) = default;
};

struct KeepConfig
{
    std::chrono::hours history{90 * 24};
    std::chrono::hours conflicts{90 * 24};
    std::chrono::hours undo{7 * 24};

    friend bool operator==(const KeepConfig&, const KeepConfig&) = default;
};

/// A way in which someone is called. What it needs besides stands with it.
struct AlertConfig
{
    enum class Way { Desktop, Webhook, Mail };
    Way way = Way::Desktop;
    QList<AlertCause> causes; ///< empty: all
    QString url;              ///< webhook: http or https
    Secret secret;            ///< webhook: "whsec_" and base64, signs each call
    QStringList addresses;    ///< mail: to whom
    QString from;             ///< mail: empty: whom sendmail takes

    friend bool operator==(const AlertConfig&, const AlertConfig&) = default;
};

struct Config
{
    QString file; ///< where it was read from, absolute
    std::vector<EndpointConfig> endpoints;
    std::vector<LinkConfig> links;
    WatchdogConfig watchdog;
    ApiConfig api;
    LogConfig log;
    KeepConfig keep;
    std::vector<AlertConfig> alerts;
    QString timeZone; ///< IANA id; "system" resolved
    /// What is accepted but should be known: "SYNC_AUTO_TURN_OFF has no effect: …".
    QStringList warnings;
    /// Where a value came from, by its path ("links[0].intervalMs"): "file", "env NAME", ".env NAME", "file PATH". What
    /// is not listed is a default.
    QMap<QString, QString> origins;

    [[nodiscard]] const EndpointConfig* endpoint(const EndpointName& name) const;
    [[nodiscard]] const LinkConfig* link(const LinkName& name) const;
};

} // namespace keel
