// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ledger/verdict.h"

#include "sync/records/history.h"

using namespace keel;

namespace {

constexpr int page = 500;

QString versionOf(const QList<NamedValue>& row)
{
    for (const NamedValue& value : row) {
        if (value.column == QStringLiteral("version"))
            return value.text.value_or(QString());
    }
    return {};
}

int keyOf(const QString& json)
{
    const Key key = keyFromJson(json);
    return key.values.empty() ? 0 : key.values.front().text().toInt();
}

QString describe(const ConflictRecord& conflict)
{
    const auto time = [](const std::optional<QDateTime>& at) {
        return at ? at->toString(QStringLiteral("hh:mm:ss.zzz")) : QStringLiteral("-");
    };
    return QStringLiteral("record %1 at %2 of %3 and %4, %5 wins by %6")
        .arg(conflict.id)
        .arg(time(conflict.at), time(conflict.changedAtA), time(conflict.changedAtB),
             conflict.winner == Side::A ? u"a" : u"b", conflict.policy);
}

void readConflicts(History& history, const Ledger& ledger, LedgerRecords& records)
{
    QHash<QString, QString> known; ///< what the record says of itself, by the pair of versions
    for (qint64 offset = 0;; offset += page) {
        ConflictQuery query;
        query.offset = offset;
        query.limit = page;
        const auto found = history.conflicts(query);
        if (!found) {
            records.findings.append(QStringLiteral("conflicts cannot be read: ") + toText(found.error()));
            return;
        }
        for (const ConflictRecord& conflict : found->rows) {
            const int key = keyOf(conflict.keyJson);
            const QString a = conflict.a ? versionOf(*conflict.a) : QString();
            const QString b = conflict.b ? versionOf(*conflict.b) : QString();
            ++records.conflicts;
            if (const QString loser = conflict.winner == Side::A ? b : a; !loser.isEmpty())
                records.heirs[key].insert(loser);
            if (conflict.held)
                records.explained.insert(key);
            records.log[key].append(QStringLiteral("%1 a=%2 b=%3 winner=%4 at=%5")
                                        .arg(conflict.conflictClass, a, b, conflict.winner == Side::A ? u"a" : u"b",
                                             conflict.at.toString(Qt::ISODateWithMs)));
            const QString pair = QStringLiteral("%1: %2 / %3 (%4)").arg(key).arg(a, b, conflict.conflictClass);
            if (!a.isEmpty() && !b.isEmpty() && (ledger.descends(a, b) || ledger.descends(b, a)))
                records.findings.append(QStringLiteral("conflict of a version with its descendant ") + pair);
            const QString said = describe(conflict);
            if (!a.isEmpty() && !b.isEmpty() && known.contains(pair))
                records.findings.append(
                    QStringLiteral("conflict recorded twice %1: %2, %3").arg(pair, known.value(pair), said));
            known.insert(pair, said);
        }
        if (found->rows.size() < page)
            return;
    }
}

void readErrors(History& history, LedgerRecords& records)
{
    for (qint64 offset = 0;; offset += page) {
        ErrorQuery query;
        query.filter.openOnly = true;
        query.offset = offset;
        query.limit = page;
        const auto found = history.errors(query);
        if (!found) {
            records.findings.append(QStringLiteral("errors cannot be read: ") + toText(found.error()));
            return;
        }
        for (const ErrorRecord& record : found->rows) {
            const int key = keyOf(record.keyJson);
            const auto detail = history.errorDetail(record.id);
            if (detail) {
                records.heirs[key].insert(versionOf(detail->row));
                records.log[key].append(QStringLiteral("error %1 %2").arg(versionOf(detail->row), record.message));
            }
            records.explained.insert(key);
            if (record.message.isEmpty())
                records.findings.append(QStringLiteral("an error without a reason: %1").arg(key));
        }
        if (found->rows.size() < page)
            return;
    }
}

} // namespace

LedgerRecords readRecords(const QString& historyFile, const Ledger& ledger)
{
    LedgerRecords records;
    const auto history = History::open(historyFile, QStringLiteral("reader %1").arg(historyFile), History::Mode::Read);
    if (!history) {
        records.findings.append(toText(history.error()));
        return records;
    }
    readConflicts(**history, ledger, records);
    readErrors(**history, records);
    return records;
}

QStringList judge(const Ledger& ledger, const LedgerRows& a, const LedgerRows& b, const LedgerRecords& records)
{
    QStringList findings = records.findings;
    QHash<int, QSet<QString>> heirs = records.heirs;
    for (const LedgerRows& side : {a, b}) {
        for (const auto& [key, row] : side.asKeyValueRange()) {
            const QString version = row.section(QLatin1Char('|'), 0, 0);
            heirs[key].insert(version);
            if (!ledger.isRow(key, version))
                findings.append(QStringLiteral("%1: nobody wrote %2").arg(key).arg(row));
            else if (ledger.wasDeleted(version) && !records.explained.contains(key))
                findings.append(QStringLiteral("%1: %2 came back").arg(key).arg(row));
        }
    }
    for (const int key : ledger.keys()) {
        heirs[key].unite(ledger.deletions(key));
        if (a.value(key) != b.value(key) && !records.explained.contains(key))
            findings.append(QStringLiteral("%1 differs: %2 / %3").arg(key).arg(a.value(key), b.value(key)));
    }
    for (const QString& name : ledger.lost(heirs))
        findings.append(QStringLiteral("lost: %1; a holds %2, b %3; %4")
                            .arg(ledger.describe(name), a.value(ledger.keyOf(name)), b.value(ledger.keyOf(name)),
                                 records.log.value(ledger.keyOf(name)).join(u"; ")));
    return findings;
}
