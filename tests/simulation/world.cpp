// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/world.h"

namespace keel::sim {

namespace {

constexpr int firstTriggered = 1'000'000; ///< versions of rows that triggers write

Value text(const QByteArray& words)
{
    return {words, Family::Text};
}

FakeTable makeTable(const char* name, const QStringList& columns, int keyColumns)
{
    FakeTable table;
    table.schema.name = TableName(QString::fromLatin1(name));
    for (int i = 0; i < columns.size(); ++i)
        table.schema.columns.push_back(
            {.name = columns[i], .type = QStringLiteral("text"), .family = Family::Text, .nullable = i >= keyColumns});
    table.schema.primaryKey = columns.mid(0, keyColumns);
    table.versionColumn = static_cast<int>(columns.size()) - 1;
    return table;
}

QStringList names(const char* words)
{
    return QString::fromLatin1(words).split(QLatin1Char(' '));
}

} // namespace

World::World(const Options& options, const PlantedBugs& bugs, Findings& findings)
    : m_options(options), m_findings(findings), m_slots(static_cast<std::size_t>(options.sites()), {0, 0, 0}),
      m_triggered(firstTriggered)
{
    for (int site = 0; site < options.sites(); ++site) {
        auto database = std::make_unique<FakeDatabase>(QString(QLatin1Char(static_cast<char>('a' + site))), clock);
        addTables(*database, site);
        database->setClockGrain(options.grain);
        database->setClockOffset(options.ahead[static_cast<std::size_t>(site)]);
        database->setBugs(bugs);
        database->setMayCrash(options.serverCrashes);
        database->setRefusal([this, site](int table, const Row& row) { return refusal(site, table, row); });
        database->setObserver({.triggered =
                                   [this, site](int table, const Key& key, int parent) {
                                       const int number = ++m_triggered;
                                       ledger.add(number, {.site = site,
                                                           .parent = parent,
                                                           .id = {table, key},
                                                           .born = this->site(site).now(),
                                                           .promised = false});
                                       return number;
                                   },
                               .committed = [this, site](const FakeDatabase::Transaction& t) { committed(site, t); }});
        if (options.outsideReader)
            database->readers.insert({LinkName(QStringLiteral("outside")), Direction::Forward});
        m_sites.push_back(std::move(database));
    }
}

void World::addTables(FakeDatabase& database, int site) const
{
    FakeTable plain = makeTable("plain", names("id body at ver"), 1);
    if (site == m_options.touchingSite) {
        plain.touched = 2;
        plain.schema.beforeTriggers = {QStringLiteral("touch")};
    }
    if (site == m_options.echoingSite)
        plain.alsoWrites = Noted;
    FakeTable coded = makeTable("coded", names("id code body ver"), 1);
    coded.schema.uniqueKeys = {{QStringLiteral("coded_code"), {QStringLiteral("code")}}};
    FakeTable child = makeTable("child", names("id parent body ver"), 1);
    child.schema.foreignKeys = {{.name = QStringLiteral("child_parent"),
                                 .columns = {QStringLiteral("parent")},
                                 .parent = TableName(QStringLiteral("parent")),
                                 .parentColumns = {QStringLiteral("id")}}};
    database.addTable(std::move(plain));
    database.addTable(std::move(coded));
    database.addTable(makeTable("parent", names("id body ver"), 1));
    database.addTable(std::move(child));
    database.addTable(makeTable("composite", names("k1 k2 body ver"), 2));
    database.addTable(makeTable("noted", names("id body ver"), 1));
}

std::optional<QString> World::refusal(int site, int table, const Row& row) const
{
    const bool second = table == Coded || table == Child || table == Composite;
    const QByteArray& body = row[second ? 2 : 1].text();
    const char name = static_cast<char>('a' + site);
    if (body == QByteArray("poison:") + name || (!m_healed && body == QByteArray("moody:") + name))
        return QStringLiteral("new row violates check constraint \"body_check\"");
    return std::nullopt;
}

Key World::makeKey(int table, int key)
{
    if (table == Composite)
        return {{text(QByteArray::number(key % 2)), text(QByteArray::number(key / 2))}};
    return {{text("k" + QByteArray::number(key))}};
}

int World::keyNumber(int table, const Key& key)
{
    if (table == Composite)
        return key.values[0].text().toInt() + 2 * key.values[1].text().toInt();
    return key.values[0].text().mid(1).toInt();
}

Row World::makeRow(int table, int key, int value, const QByteArray& body, int version) const
{
    Row row = makeKey(table, key).values;
    if (table == Coded)
        row.push_back(text("c" + QByteArray::number(value)));
    if (table == Child)
        row.push_back(value == 0 ? Value() : makeKey(Parent, (value - 1) % m_options.keys).values[0]);
    row.push_back(text(body));
    if (table == Plain)
        row.push_back(text("0"));
    row.push_back(text(QByteArray::number(version)));
    return row;
}

void World::seed(const std::vector<InitialRow>& rows)
{
    int number = 1;
    for (const InitialRow& initial : rows) {
        number += 4;
        for (int site = 0; site < sites(); ++site) {
            if ((initial.sites & (1 << site)) == 0)
                continue;
            const int version = initial.same ? number : number + site;
            FakeDatabase& database = this->site(site);
            const Xid xid = database.begin();
            const Row row = makeRow(initial.table, initial.key, initial.value, "initial", version);
            if (put(site, xid, initial.table, row, version))
                database.commit(xid);
            else
                database.rollBack(xid);
        }
    }
}

bool World::isInitial(int version)
{
    return version > 0 && version < firstActNumber * 4;
}

void World::heal()
{
    m_healed = true;
    for (int site = 0; site < sites(); ++site) {
        for (Xid& xid : m_slots[static_cast<std::size_t>(site)]) {
            if (xid != 0)
                this->site(site).commit(std::exchange(xid, 0));
        }
    }
}

void World::perform(const UserAct& act)
{
    clock.advance(act.later);
    FakeDatabase& database = site(act.site);
    Xid& xid = m_slots[static_cast<std::size_t>(act.site)][static_cast<std::size_t>(act.slot)];
    if (xid == 0)
        xid = database.begin();
    auto before = database.savepoint(xid);
    const auto done = this->act(act, xid);
    if (!done)
        database.rollBackTo(xid, std::move(before));
    m_findings.log(
        [&] { return toText(act) + (done ? QString() : QStringLiteral(" -- refused: ") + done.error().detail); });
    if (act.end == UserAct::Commit)
        database.commit(std::exchange(xid, 0));
    else if (act.end == UserAct::RollBack)
        database.rollBack(std::exchange(xid, 0));
}

void World::crashServer(int site)
{
    m_findings.log(
        [&] { return QStringLiteral("    server %1 crashes").arg(QLatin1Char(static_cast<char>('a' + site))); });
    this->site(site).crash();
    m_slots[static_cast<std::size_t>(site)].fill(0);
}

QByteArray World::bodyOf(const UserAct& act) const
{
    const int other = (act.site + 1 + act.value % (sites() - 1)) % sites();
    if (act.verb == UserAct::Poison)
        return QByteArray("poison:") + static_cast<char>('a' + other);
    if (act.verb == UserAct::Moody)
        return QByteArray("moody:") + static_cast<char>('a' + other);
    return "body of " + QByteArray::number(act.number);
}

Result<void> World::act(const UserAct& act, Xid xid)
{
    FakeDatabase& database = site(act.site);
    const int version = act.number * 4;
    const Key key = makeKey(act.table, act.key);
    const StoredRow* old = database.find(xid, act.table, key);
    switch (act.verb) {
    case UserAct::Nothing:
        return {};
    case UserAct::Delete:
        return exists(old) ? erase(act.site, xid, act.table, key, version) : Result<void>();
    case UserAct::Swap:
        return swap(act, xid);
    case UserAct::ChangeKey:
        return changeKey(act, xid);
    case UserAct::Write:
    case UserAct::Poison:
    case UserAct::Moody:
        break;
    }
    Row row = makeRow(act.table, act.key, act.value, bodyOf(act), version);
    const bool keepsValue = act.number % 2 == 0 && (act.table == Coded || act.table == Child);
    if (exists(old) && keepsValue)
        row[1] = old->row[1];
    return put(act.site, xid, act.table, std::move(row), version);
}

/// Two rows exchange their unique value by way of a third one, as an application must.
Result<void> World::swap(const UserAct& act, Xid xid)
{
    FakeDatabase& database = site(act.site);
    const StoredRow* one = database.find(xid, Coded, makeKey(Coded, act.key));
    const StoredRow* two = database.find(xid, Coded, makeKey(Coded, act.otherKey));
    if (act.key == act.otherKey || !exists(one) || !exists(two))
        return {};
    Row first = one->row;
    Row second = two->row;
    std::swap(first[1], second[1]);
    Row between = first;
    between[1] = text("on its way");
    KEEL_TRY(put(act.site, xid, Coded, std::move(between), act.number * 4 + 2));
    KEEL_TRY(put(act.site, xid, Coded, std::move(second), act.number * 4 + 1));
    return put(act.site, xid, Coded, std::move(first), act.number * 4);
}

Result<void> World::changeKey(const UserAct& act, Xid xid)
{
    FakeDatabase& database = site(act.site);
    const Key key = makeKey(act.table, act.key);
    const Key next = makeKey(act.table, act.otherKey);
    const StoredRow* old = database.find(xid, act.table, key);
    if (!exists(old) || exists(database.find(xid, act.table, next)))
        return {};
    Row row = old->row;
    std::ranges::copy(next.values, row.begin());
    KEEL_TRY(erase(act.site, xid, act.table, key, act.number * 4 + 1));
    return put(act.site, xid, act.table, std::move(row), act.number * 4);
}

Result<void> World::put(int site, Xid xid, int table, Row row, int version)
{
    FakeDatabase& database = this->site(site);
    row.back() = text(QByteArray::number(version));
    const Key key = database.keyOf(table, row);
    enter(site, table, key, database.find(xid, table, key), version, {.row = row});
    return database.put(xid, table, row, version);
}

Result<void> World::erase(int site, Xid xid, int table, const Key& key, int version)
{
    FakeDatabase& database = this->site(site);
    enter(site, table, key, database.find(xid, table, key), version, {.gone = true});
    return database.erase(xid, table, key, version);
}

/// Before everything is covered nothing is promised but what stands there when it is: such a version has no ancestors,
/// and what it replaced is forgotten.
void World::enter(int site, int table, const Key& key, const StoredRow* old, int number, Version version)
{
    version.site = site;
    version.id = {table, key};
    version.born = this->site(site).now();
    version.parent = covered && old ? old->version : 0;
    version.promised = covered || !version.gone;
    version.covered = covered;
    for (Version* forgotten = covered || !old ? nullptr : ledger.find(old->version); forgotten;
         forgotten = ledger.find(forgotten->parent))
        forgotten->promised = false;
    ledger.add(number, std::move(version));
}

void World::committed(int site, const FakeDatabase::Transaction& transaction)
{
    qint64 probes = 0;
    for (const auto& [id, stored] : transaction.writes) {
        if (id.table >= TableCount) { // nobody's rows
            ++probes;
            continue;
        }
        Version* version = ledger.find(stored.version);
        if (stored.version > firstTriggered && !stored.gone && version && version->row.empty())
            version->row = stored.row; // a trigger wrote it
        if (transaction.origin.isEmpty() && version)
            version->committed = true;
        else
            checkEngineWrite(site, id, stored);
    }
    if (transaction.origin.isEmpty())
        return;
    m_engineWrites += static_cast<qint64>(transaction.writes.size()) - probes;
    if (engineCommitted)
        engineCommitted(site, transaction);
}

void World::checkEngineWrite(int site, const RowId& id, const StoredRow& stored)
{
    const Version* version = ledger.find(stored.version);
    const StoredRow written{
        .row = version ? version->row : Row(), .version = stored.version, .gone = version && version->gone};
    const bool same = version && version->id.table == id.table && version->id.key == id.key &&
                      stored.gone == version->gone &&
                      (sameRow(id.table, &written, &stored) || isMerged(id, stored.row));
    m_findings.log([&] {
        return QStringLiteral("    %1: %2 %3 is now %4")
            .arg(this->site(site).name(), this->site(site).table(id.table).schema.name.value, keyToJson(id.key),
                 ledger.describe(stored.version));
    });
    if (!same)
        m_findings.fail("phantom",
                        QStringLiteral("%1 holds in %2 %3 what nobody wrote: %4 with %5")
                            .arg(this->site(site).name(), this->site(site).table(id.table).schema.name.value,
                                 keyToJson(id.key), ledger.describe(stored.version), keyToJson({stored.row.values()})));
}

/// Under policy merge each column is what some version of the row had there.
bool World::isMerged(const RowId& id, const Row& row) const
{
    if (m_options.policy != ConflictPolicy::Merge)
        return false;
    for (std::size_t c = 0; c < row.size(); ++c) {
        const bool rewritten = id.table == Plain && c == 2 && m_options.touchingSite >= 0;
        if (!rewritten && !ledger.hasValue(id, c, row[c]))
            return false;
    }
    return true;
}

bool World::sameRow(int table, const StoredRow* l, const StoredRow* r) const
{
    if (!exists(l) || !exists(r))
        return exists(l) == exists(r);
    for (std::size_t i = 0; i < l->row.size(); ++i) {
        const bool rewritten = table == Plain && i == 2 && m_options.touchingSite >= 0;
        if (!rewritten && !(l->row[i] == r->row[i]))
            return false;
    }
    return true;
}

int World::checkContent(int table, const Row& row, const char* where)
{
    const int number = row.back().text().toInt();
    const Version* version = ledger.find(number);
    const StoredRow written{
        .row = version ? version->row : Row(), .version = number, .gone = !version || version->gone};
    const StoredRow recorded{.row = row, .version = number};
    const bool unfinished = number > firstTriggered && version && version->row.empty();
    const bool merged = version && isMerged(version->id, row);
    if (!unfinished && !merged && !sameRow(table, &written, &recorded))
        m_findings.fail("phantom",
                        QStringLiteral("%1 holds what nobody wrote: %2 as %3")
                            .arg(QLatin1StringView(where), ledger.describe(number), keyToJson({row.values()})));
    return number;
}

std::size_t World::journalSize() const
{
    std::size_t size = 0;
    for (const auto& site : m_sites)
        size += static_cast<std::size_t>(
            std::ranges::count_if(site->journal(), [](const FakeEntry& e) { return e.entry.table < TableCount; }));
    return size;
}

} // namespace keel::sim
