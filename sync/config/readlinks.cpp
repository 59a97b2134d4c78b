// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/readparts.h"

#include "sync/config/suggestion.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace keel {

namespace {

constexpr int dayMs = 24 * 3600 * 1000;

/// The endpoint that a link names; nullptr after a fault, or when it is one that could not be read itself.
const EndpointConfig* readSide(Section& section, const QString& key, const ReadEndpoints& known, EndpointName& out)
{
    QString name;
    if (!section.has(key)) {
        section.fault(key, QStringLiteral("missing, expected the name of an endpoint"));
        static_cast<void>(section.raw(key));
        return nullptr;
    }
    if (!section.text(key, name))
        return nullptr;
    out = EndpointName(name);
    const auto it = std::ranges::find(known.endpoints, out, &EndpointConfig::name);
    if (it != known.endpoints.end())
        return &*it;
    if (known.faulty.contains(name) || known.withoutAddress.contains(name))
        return nullptr;
    QStringList names = known.faulty + known.withoutAddress;
    for (const EndpointConfig& endpoint : known.endpoints)
        names.append(endpoint.name.value);
    if (names.isEmpty())
        return nullptr; // said once, at endpoints
    const QString near = nearestName(name, names);
    section.fault(key, QStringLiteral("there is no endpoint \"%1\"").arg(name),
                  near.isEmpty() ? QStringLiteral("endpoints: %1").arg(names.join(u", "))
                                 : QStringLiteral("did you mean \"%1\"?").arg(near));
    return nullptr;
}

QString addressOf(const EndpointConfig& endpoint)
{
    if (endpoint.driver == u"sqlite")
        return endpoint.path;
    return QStringLiteral("%1:%2/%3").arg(endpoint.host.toLower()).arg(endpoint.port).arg(endpoint.database);
}

void readDirection(Section& section, LinkConfig& link)
{
    QString direction = QStringLiteral("both");
    section.choice(QStringLiteral("direction"), direction,
                   {QStringLiteral("both"), QStringLiteral("forward"), QStringLiteral("reverse")});
    link.forward = direction != u"reverse";
    link.reverse = direction != u"forward";
}

void readCaptureKind(Section& section, CaptureKind& out)
{
    QString kind;
    const QString key = QStringLiteral("capture");
    if (!section.choice(key, kind,
                        {QStringLiteral("journal"), QStringLiteral("timestamp"), QStringLiteral("snapshot"),
                         QStringLiteral("logical")}))
        return;
    if (kind == u"snapshot" || kind == u"logical")
        section.fault(key, QStringLiteral("\"%1\" is not in this version").arg(kind),
                      QStringLiteral("use \"journal\" or \"timestamp\""));
    out = kind == u"timestamp" ? CaptureKind::Timestamp : CaptureKind::Journal;
}

void readConflict(Section& section, LinkConfig& link)
{
    QString policy;
    const QString key = QStringLiteral("conflict");
    if (!section.choice(key, policy,
                        {QStringLiteral("newest"), QStringLiteral("a-wins"), QStringLiteral("b-wins"),
                         QStringLiteral("merge"), QStringLiteral("manual")}))
        return;
    link.conflict = policy == u"a-wins"   ? ConflictPolicy::AWins
                    : policy == u"b-wins" ? ConflictPolicy::BWins
                    : policy == u"merge"  ? ConflictPolicy::Merge
                    : policy == u"manual" ? ConflictPolicy::Manual
                                          : ConflictPolicy::Newest;
}

void readInterval(Section& section, LinkConfig& link)
{
    const QString key = QStringLiteral("intervalMs");
    if (!section.has(key) && !section.reading().variable(QStringLiteral("SYNC_INTERVAL"))) {
        std::chrono::minutes minutes{0};
        if (section.duration(key, minutes, {1, 24 * 60}, QStringLiteral("SYNC_INTERVAL_MINUTES")))
            link.interval = minutes;
        return;
    }
    section.duration(key, link.interval, {100, dayMs}, QStringLiteral("SYNC_INTERVAL"));
}

void readReverse(Section section, ReverseConfig& out)
{
    section.boolean(QStringLiteral("enabled"), out.enabled, QStringLiteral("REVERSE_SYNC_ENABLED"));
    section.duration(QStringLiteral("intervalMinutes"), out.interval, {1, 7 * 24 * 60},
                     QStringLiteral("REVERSE_SYNC_INTERVAL_MINUTES"));
    section.integer(QStringLiteral("maxRecords"), out.maxRecords, {1, 1'000'000},
                    QStringLiteral("REVERSE_SYNC_MAX_RECORDS"));
    section.finish();
}

void readRetry(Section section, RetryConfig& out)
{
    section.integer(QStringLiteral("attempts"), out.attempts, {0, 1000}, QStringLiteral("MAX_RETRIES"));
    section.duration(QStringLiteral("initialDelayMs"), out.initialDelay, {1, dayMs},
                     QStringLiteral("RETRY_INITIAL_DELAY"));
    section.duration(QStringLiteral("maxDelayMs"), out.maxDelay, {1, dayMs}, QStringLiteral("RETRY_MAX_DELAY"));
    section.real(QStringLiteral("multiplier"), out.multiplier, 1, 100, QStringLiteral("RETRY_BACKOFF_MULTIPLIER"));
    if (out.maxDelay < out.initialDelay)
        section.fault(QStringLiteral("maxDelayMs"), QStringLiteral("%1 is less than initialDelayMs, %2")
                                                        .arg(out.maxDelay.count())
                                                        .arg(out.initialDelay.count()));
    section.finish();
}

void readBrake(Section section, BrakeConfig& out)
{
    section.integer(QStringLiteral("maxDeletes"), out.maxDeletes, {0, 1'000'000'000});
    section.real(QStringLiteral("maxDeletePercent"), out.maxDeletePercent, 0, 100);
    section.integer(QStringLiteral("minDeletes"), out.minDeletes, {0, 1'000'000'000});
    section.finish();
}

void readPace(Section& section, LinkConfig& link)
{
    readInterval(section, link);
    section.real(QStringLiteral("windowMultiplier"), link.windowMultiplier, 1, 1000,
                 QStringLiteral("SYNC_WINDOW_MULTIPLIER"));
    section.integer(QStringLiteral("batchSize"), link.batchSize, {1, 100'000});
    if (section.integer(QStringLiteral("parallelTables"), link.parallelTables, {1, 64}) && link.parallelTables > 1)
        section.reading().warnings.append(
            QStringLiteral("%1 has no effect in this version").arg(section.pathOf(QStringLiteral("parallelTables"))));
    section.duration(QStringLiteral("lookbackHours"), link.lookback, {0, 10 * 365 * 24},
                     QStringLiteral("REVERSE_SYNC_LOOKBACK_HOURS"));
    Section reconnect = section.child(QStringLiteral("reconnect"));
    reconnect.integer(QStringLiteral("attempts"), link.reconnectAttempts, {0, 1'000'000},
                      QStringLiteral("MAX_RECONNECT_ATTEMPTS"));
    reconnect.finish();
    Section canary = section.child(QStringLiteral("canary"));
    canary.duration(QStringLiteral("everySeconds"), link.canaryEvery, {0, 24 * 3600});
    canary.finish();
}

void readAllTables(Section& section, const JsonNode& node, LinkConfig& link)
{
    const QString key = QStringLiteral("tables");
    link.allTables = node.text == u"*";
    if (!link.allTables)
        section.fault(key, QStringLiteral("found \"%1\", expected a list of tables or \"*\"").arg(node.text));
    else if (link.capture == CaptureKind::Timestamp)
        section.fault(key,
                      QStringLiteral("\"*\" cannot be captured by timestamp, which needs updatedAt for each table"),
                      QStringLiteral("list the tables, or set capture to \"journal\""));
}

void readTables(Section& section, LinkConfig& link, const EndpointConfig* b, bool deleteOnFilterLeave)
{
    const QString key = QStringLiteral("tables");
    const JsonNode* node = section.raw(key);
    if (!node) {
        section.fault(key, QStringLiteral("missing, expected a list of tables, or \"*\" for all that both sides have"));
        return;
    }
    if (node->kind == JsonNode::Kind::String) {
        readAllTables(section, *node, link);
        return;
    }
    const auto items = section.list(key);
    if (items.empty() && node->kind == JsonNode::Kind::Array)
        section.fault(key, QStringLiteral("the list is empty"), QStringLiteral("add a table, or use \"*\""));
    QSet<QString> seenA;
    QSet<QString> seenB;
    for (std::size_t i = 0; i < items.size(); ++i) {
        Section item(section.reading(), items[i], indexed(section.pathOf(key), i));
        TableConfig table = readTable(item, link, b, deleteOnFilterLeave);
        if (table.a.isEmpty())
            continue;
        if (seenA.contains(table.a.value))
            item.fault(QStringLiteral("a"), QStringLiteral("the table \"%1\" is listed twice").arg(table.a.value));
        else if (seenB.contains(table.b.value))
            item.fault(QStringLiteral("b"), QStringLiteral("the table \"%1\" is listed twice").arg(table.b.value));
        seenA.insert(table.a.value);
        seenB.insert(table.b.value);
        link.tables.push_back(std::move(table));
    }
}

void readName(Section& section, LinkConfig& link, QSet<QString>& names)
{
    static const QRegularExpression safe(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"));
    const QString key = QStringLiteral("name");
    QString name;
    if (!section.has(key)) {
        section.fault(key, QStringLiteral("missing, expected a name for the link"));
        static_cast<void>(section.raw(key));
    } else if (section.text(key, name) && !safe.match(name).hasMatch()) {
        section.fault(key,
                      QStringLiteral("found \"%1\", expected at most 63 letters, digits, '-', '_' and '.'").arg(name));
    } else if (names.contains(name)) {
        section.fault(key, QStringLiteral("another link has the name \"%1\" already").arg(name));
    }
    names.insert(name);
    link.name = LinkName(name);
}

void checkSides(Section& section, const LinkConfig& link, const EndpointConfig* a, const EndpointConfig* b)
{
    if (!link.a.isEmpty() && link.a == link.b)
        section.fault(QStringLiteral("b"), QStringLiteral("found \"%1\", which is a already").arg(link.b.value),
                      QStringLiteral("a link needs two endpoints"));
    else if (a && b && addressOf(*a) == addressOf(*b))
        section.fault(QStringLiteral("b"),
                      QStringLiteral("\"%1\" and \"%2\" are the same database").arg(link.a.value, link.b.value));
}

/// False: to be left out.
bool readLink(Section& section, LinkConfig& link, const ReadEndpoints& known, QSet<QString>& names)
{
    readName(section, link, names);
    const EndpointConfig* a = readSide(section, QStringLiteral("a"), known, link.a);
    const EndpointConfig* b = readSide(section, QStringLiteral("b"), known, link.b);
    checkSides(section, link, a, b);
    readDirection(section, link);
    readCaptureKind(section, link.capture);
    section.boolean(QStringLiteral("realtime"), link.realtime);
    section.boolean(QStringLiteral("bell"), link.bell);
    section.boolean(QStringLiteral("deletes"), link.deletes);
    readConflict(section, link);
    readPace(section, link);
    readReverse(section.child(QStringLiteral("reverse")), link.reversePass);
    readRetry(section.child(QStringLiteral("retry")), link.retry);
    readBrake(section.child(QStringLiteral("brake")), link.brake);
    QString onLeave;
    section.choice(QStringLiteral("onFilterLeave"), onLeave, {QStringLiteral("delete"), QStringLiteral("keep")});
    readTables(section, link, b, onLeave != u"keep");
    section.finish();

    for (const EndpointName& side : {link.a, link.b}) {
        if (!known.withoutAddress.contains(side.value))
            continue;
        section.reading().warnings.append(
            QStringLiteral("link %1 is disabled: its endpoint %2 has no address; set SUPABASE_URL and "
                           "SUPABASE_SERVICE_ROLE_KEY")
                .arg(link.name.value, side.value));
        return false;
    }
    section.reading().warnings.append(warningsOf(link));
    return true;
}

void setPool(Reading& reading, EndpointConfig& endpoint, const QString& variable)
{
    const QString path = QStringLiteral("endpoints.%1.poolSize").arg(endpoint.name.value);
    const auto value = reading.variable(variable);
    if (!value || value->text.isEmpty() || reading.origins.contains(path))
        return;
    bool ok = false;
    const int size = value->text.trimmed().toInt(&ok);
    if (!ok || size < 1 || size > 100) {
        reading.faultOfVariable(*value,
                                QStringLiteral("found \"%1\", expected a whole number from 1 to 100").arg(value->text));
        return;
    }
    endpoint.poolSize = size;
    reading.origins.insert(path, value->origin);
}

} // namespace

std::vector<LinkConfig> readLinks(Section& root, ReadEndpoints& endpoints)
{
    std::vector<LinkConfig> links;
    const QString key = QStringLiteral("links");
    const bool given = root.has(key);
    const auto items = root.list(key);
    if (!given)
        root.fault(key, QStringLiteral("missing, expected a list of links"));
    else if (items.empty())
        root.fault(key, QStringLiteral("there is no link, so there is nothing to do"));
    QSet<QString> names;
    for (std::size_t i = 0; i < items.size(); ++i) {
        LinkConfig link;
        link.place = indexed(key, i);
        Section section(root.reading(), items[i], link.place);
        if (section.isPresent() && readLink(section, link, endpoints, names))
            links.push_back(std::move(link));
    }
    for (EndpointConfig& endpoint : endpoints.endpoints) {
        // One that is a of one link and b of another takes the first.
        if (std::ranges::find(links, endpoint.name, &LinkConfig::a) != links.end())
            setPool(root.reading(), endpoint, QStringLiteral("SOURCE_DB_POOL_SIZE"));
        if (std::ranges::find(links, endpoint.name, &LinkConfig::b) != links.end())
            setPool(root.reading(), endpoint, QStringLiteral("CHAT_DB_POOL_SIZE"));
    }
    return links;
}

} // namespace keel
