// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/history.h"

#include "sync/records/filereplace.h"
#include "sync/records/historyparts.h"
#include "sync/records/historyschema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace keel {

using Durability = SqlFile::Durability;

namespace {

Result<std::unique_ptr<SqlFile>> openOwned(const QString& file, const QString& label)
{
    auto opened = SqlFile::open(file, label, SqlFile::Access::Write);
    if (!opened)
        return opened;
    KEEL_TRY(checkHistoryFile(**opened));
    KEEL_TRY(migrateHistory(**opened));
    return opened;
}

/// The log that belongs to a damaged file goes with it: left behind, it would be played into the new one.
QString setAsideWithLog(const QString& file)
{
    const QString name = setAside(file);
    for (const QString& tail : {QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        if (QFile::exists(file + tail) && (name.isEmpty() || !QFile::rename(file + tail, name + tail)))
            QFile::remove(file + tail);
    }
    return name;
}

Result<void> markLoss(SqlFile& file, qint64 at)
{
    return file.transaction(Durability::Flushed, [&]() -> Result<void> {
        return file.run(QStringLiteral("INSERT OR REPLACE INTO meta (name, value) VALUES ('lost_at', ?)"), {at})
            .map([](SqlRows&&) {});
    });
}

} // namespace

History::History(std::unique_ptr<Private> parts) : d(std::move(parts)) {}

History::~History()
{
    if (d->mode == Mode::Read)
        return;
    for (const IdleCycles& idle : std::as_const(d->idle))
        static_cast<void>(d->writeIdle(idle));
}

Result<std::unique_ptr<History>> History::open(const QString& file, const QString& connectionLabel, Mode mode, Now now)
{
    auto parts = std::make_unique<Private>();
    parts->mode = mode;
    parts->now = now ? std::move(now)
                     : [] { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); };
    if (mode != Mode::Own && !QFile::exists(file)) {
        Error error;
        error.kind = ErrorClass::Config;
        error.code = ErrorCode::NotFound;
        error.place = file;
        error.detail = QStringLiteral("nothing is recorded yet");
        return fail(error);
    }
    // The state of what was carried stands beside it, so there has been a history. Its log, left behind, would be
    // played into the new file.
    const bool lost = mode == Mode::Own && !QFile::exists(file) &&
                      QFile::exists(QFileInfo(file).dir().filePath(QStringLiteral("state.json")));
    if (lost)
        setAsideWithLog(file);
    auto opened =
        mode == Mode::Own
            ? openOwned(file, connectionLabel)
            : SqlFile::open(file, connectionLabel, mode == Mode::Read ? SqlFile::Access::Read : SqlFile::Access::Write);
    if (!opened && mode == Mode::Own && opened.error().code == ErrorCode::FileDamaged) {
        const QString said = opened.error().detail;
        const QString name = setAsideWithLog(file);
        parts->setAside = true;
        parts->notice =
            QStringLiteral("%1 was damaged (%2); it is kept as %3 and a new one begun. Records of errors and "
                           "conflicts are lost; all tables are compared again.")
                .arg(file, said, name);
        opened = openOwned(file, connectionLabel);
        if (opened)
            KEEL_TRY(markLoss(**opened, toMs(parts->now())));
    }
    if (opened && lost) {
        parts->notice = QStringLiteral("%1 was gone; a new one is begun. Records of errors and conflicts are lost; all"
                                       " tables are compared again.")
                            .arg(file);
        KEEL_TRY(markLoss(**opened, toMs(parts->now())));
    }
    if (!opened)
        return fail(opened.error());
    parts->file = std::move(*opened);
    if (mode != Mode::Own)
        KEEL_TRY(checkHistoryVersion(*parts->file));
    // Records hold rows: nobody else may read them, wherever the file stands.
    if (mode == Mode::Own)
        QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return std::unique_ptr<History>(new History(std::move(parts)));
}

bool History::wasSetAside() const
{
    return d->setAside;
}

QString History::notice() const
{
    return d->notice;
}

Result<bool> History::comparisonDue(const LinkName& link)
{
    auto rows = d->file->run(QStringLiteral("SELECT 1 FROM meta WHERE name = 'lost_at' AND NOT EXISTS"
                                            " (SELECT 1 FROM proofs WHERE link = ? AND at >= meta.value)"),
                             {link.value});
    return std::move(rows).map([](SqlRows&& r) { return r.next(); });
}

qint64 History::Private::nowMs() const
{
    return toMs(now());
}

Result<qint64> History::Private::stamp()
{
    auto rows = file->run(QStringLiteral("PRAGMA data_version"));
    if (!rows)
        return fail(rows.error());
    // Both only grow, so their sum moves when either does.
    return (rows->next() ? rows->integer(0) : 0) + ownWrites;
}

Result<void> History::setProof(const LinkName& link, const Proof& proof)
{
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        return d->file
            ->run(QStringLiteral(
                      "INSERT OR REPLACE INTO proofs (link, at, equal, rows, suspects) VALUES (?, ?, ?, ?, ?)"),
                  {link.value, proof.at.toMSecsSinceEpoch(), proof.equal ? 1 : 0, proof.rows, proof.suspects})
            .map([](SqlRows&&) {});
    });
}

Result<std::optional<Proof>> History::proof(const LinkName& link)
{
    auto rows =
        d->file->run(QStringLiteral("SELECT at, equal, rows, suspects FROM proofs WHERE link = ?"), {link.value});
    return std::move(rows).map([](SqlRows&& r) -> std::optional<Proof> {
        if (!r.next())
            return std::nullopt;
        return Proof{fromMs(r.integer(0)), r.integer(1) != 0, r.integer(2), r.integer(3)};
    });
}

Result<void> History::setPaused(const LinkName& link, const QString& who)
{
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        KEEL_TRY(d->file->run(QStringLiteral("INSERT OR IGNORE INTO pauses (link, who, at) VALUES (?, ?, ?)"),
                              {link.value, who, d->nowMs()}));
        return d->putLogLine(who, QStringLiteral("pause"), link.value);
    });
}

Result<void> History::setResumed(const LinkName& link, const QString& who)
{
    return d->write(Durability::Flushed, [&]() -> Result<void> {
        KEEL_TRY(d->file->run(QStringLiteral("DELETE FROM pauses WHERE link = ?"), {link.value}));
        return d->putLogLine(who, QStringLiteral("resume"), link.value);
    });
}

Result<std::optional<Pause>> History::paused(const LinkName& link)
{
    auto rows = d->file->run(QStringLiteral("SELECT who, at FROM pauses WHERE link = ?"), {link.value});
    return std::move(rows).map([](SqlRows&& r) -> std::optional<Pause> {
        if (!r.next())
            return std::nullopt;
        return Pause{r.text(0), fromMs(r.integer(1))};
    });
}

Result<void> History::Private::putLogLine(const QString& who, const QString& what, const QString& detail)
{
    return file
        ->run(QStringLiteral("INSERT INTO operator_log (at, who, what, detail) VALUES (?, ?, ?, ?)"),
              {nowMs(), who.isNull() ? QStringLiteral("") : who, what, detail.isNull() ? QStringLiteral("") : detail})
        .map([](SqlRows&&) {});
}

Result<void> History::log(const QString& who, const QString& what, const QString& detail)
{
    return d->write(Durability::Written, [&] { return d->putLogLine(who, what, detail); });
}

Result<QList<LogLine>> History::logLines(int limit)
{
    auto rows = d->file->run(QStringLiteral("SELECT at, who, what, detail FROM operator_log ORDER BY id DESC LIMIT ?"),
                             {limit});
    return std::move(rows).map([](SqlRows&& r) {
        QList<LogLine> lines;
        while (r.next())
            lines.append({fromMs(r.integer(0)), r.text(1), r.text(2), r.text(3)});
        return lines;
    });
}

Result<OperatorLogPage> History::operatorLog(const OperatorLogQuery& query)
{
    OperatorLogPage page{.request = query.request, .offset = query.offset, .rows = {}, .failure = {}};
    auto count = d->file->run(QStringLiteral("SELECT count(*) FROM operator_log"), {});
    if (!count)
        return fail(count.error());
    page.total = count->next() ? count->integer(0) : 0;
    auto rows =
        d->file->run(QStringLiteral("SELECT at, who, what, detail FROM operator_log ORDER BY id DESC LIMIT ? OFFSET ?"),
                     {query.limit, query.offset});
    if (!rows)
        return fail(rows.error());
    while (rows->next())
        page.rows.append({fromMs(rows->integer(0)), rows->text(1), rows->text(2), rows->text(3)});
    return page;
}

qint64 OpenCounts::errorsOf(const LinkName& link) const
{
    qint64 sum = 0;
    for (const Count& count : errors)
        sum += count.link == link ? count.count : 0;
    return sum;
}

qint64 OpenCounts::conflictsOf(const LinkName& link) const
{
    qint64 sum = 0;
    for (const Count& count : conflicts)
        sum += count.link == link ? count.count : 0;
    return sum;
}

qint64 OpenCounts::heldOf(const LinkName& link) const
{
    qint64 sum = 0;
    for (const Count& count : held)
        sum += count.link == link ? count.count : 0;
    return sum;
}

QString likeAnywhere(QString text)
{
    text.replace(QLatin1String("\\"), QLatin1String("\\\\"));
    text.replace(QLatin1String("%"), QLatin1String("\\%"));
    text.replace(QLatin1String("_"), QLatin1String("\\_"));
    return QLatin1Char('%') + text + QLatin1Char('%');
}

Error notFound(const QString& what, qint64 id)
{
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::NotFound;
    error.detail = QStringLiteral("there is no %1 %2").arg(what).arg(id);
    return error;
}

} // namespace keel
