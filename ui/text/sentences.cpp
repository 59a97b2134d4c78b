// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/sentences.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keel::say {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sentences)
};

} // namespace

QString word(LinkState state)
{
    switch (state) {
    case LinkState::InSync:
        return Words::tr("In sync");
    case LinkState::NotProven:
        return Words::tr("Not proven yet");
    case LinkState::Paused:
        return Words::tr("Paused");
    case LinkState::CatchingUp:
        return Words::tr("Catching up");
    case LinkState::Attention:
        return Words::tr("Attention");
    case LinkState::Held:
        return Words::tr("Held");
    case LinkState::Down:
        break;
    }
    return Words::tr("Down");
}

QString word(Health health)
{
    switch (health) {
    case Health::Healthy:
        return Words::tr("Healthy");
    case Health::Degraded:
        return Words::tr("Needs attention");
    case Health::Down:
        break;
    }
    return Words::tr("Down");
}

QString word(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return Words::tr("Development");
    case Environment::Test:
        return Words::tr("Test");
    case Environment::Staging:
        return Words::tr("Staging");
    case Environment::Production:
        break;
    }
    return Words::tr("Production");
}

QString word(ErrorClass kind)
{
    switch (kind) {
    case ErrorClass::Transient:
        return Words::tr("transient", "class of an error");
    case ErrorClass::Row:
        return Words::tr("row", "class of an error");
    case ErrorClass::Schema:
        return Words::tr("schema", "class of an error");
    case ErrorClass::Config:
        return Words::tr("config", "class of an error");
    case ErrorClass::Bug:
        break;
    }
    return Words::tr("bug", "class of an error");
}

QString word(ErrorState state)
{
    switch (state) {
    case ErrorState::Open:
        return Words::tr("Open");
    case ErrorState::Resolved:
        return Words::tr("Resolved");
    case ErrorState::Ignored:
        return Words::tr("Ignored");
    case ErrorState::WentThrough:
        break;
    }
    return Words::tr("Went in");
}

QString word(CycleRecord::Trigger trigger)
{
    switch (trigger) {
    case CycleRecord::Trigger::Timer:
        return Words::tr("Timer");
    case CycleRecord::Trigger::Bell:
        return Words::tr("Bell");
    case CycleRecord::Trigger::Person:
        return Words::tr("Force sync");
    case CycleRecord::Trigger::Start:
        break;
    }
    return Words::tr("Start");
}

QString title(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unknown:
        return Words::tr("Refused for an unlisted reason");
    case ErrorCode::Unreachable:
        return Words::tr("Cannot be reached");
    case ErrorCode::AccessDenied:
        return Words::tr("Access denied");
    case ErrorCode::Busy:
        return Words::tr("Row is locked");
    case ErrorCode::Timeout:
        return Words::tr("No answer in time");
    case ErrorCode::ResourceShort:
        return Words::tr("Server is short of resources");
    case ErrorCode::UniqueViolation:
        return Words::tr("Value taken by another row");
    case ErrorCode::ForeignKeyViolation:
        return Words::tr("Parent row missing");
    case ErrorCode::CheckViolation:
        return Words::tr("Refused by a check");
    case ErrorCode::NotNullViolation:
        return Words::tr("Empty value refused");
    case ErrorCode::ValueRefused:
        return Words::tr("Value does not fit");
    case ErrorCode::RefusedByTrigger:
        return Words::tr("Refused by a trigger");
    case ErrorCode::StoredDiffers:
        return Words::tr("A trigger changed the row");
    case ErrorCode::Truncated:
        return Words::tr("Table was truncated");
    case ErrorCode::TableMissing:
        return Words::tr("Table missing");
    case ErrorCode::ColumnMissing:
        return Words::tr("Column missing");
    case ErrorCode::KeyMissing:
        return Words::tr("Table has no key");
    case ErrorCode::SchemaDiffers:
        return Words::tr("Tables differ in shape");
    case ErrorCode::ConfigInvalid:
        return Words::tr("Config is not valid");
    case ErrorCode::DataDirHeld:
        return Words::tr("Data folder in use");
    case ErrorCode::FileDamaged:
        return Words::tr("File is damaged");
    case ErrorCode::FileUnwritable:
        return Words::tr("File cannot be written");
    case ErrorCode::Changed:
        return Words::tr("Changed meanwhile");
    case ErrorCode::Swapped:
        return Words::tr("Another or an older database");
    case ErrorCode::NotFound:
        return Words::tr("Not found");
    case ErrorCode::Cancelled:
        return Words::tr("Cancelled");
    case ErrorCode::Internal:
        break;
    }
    return Words::tr("Fault inside Evenkeel");
}

QString advice(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unreachable:
        return Words::tr("Changes wait on the other side and go on by themselves when it answers again.");
    case ErrorCode::AccessDenied:
        return Words::tr("Grant the right that the server names, or mend the password, then retry.");
    case ErrorCode::Busy:
    case ErrorCode::Timeout:
        return Words::tr("Tried again by itself. If it stays, look for a transaction left open.");
    case ErrorCode::ResourceShort:
        return Words::tr("Free disk, memory or connections on the server; the rest follows by itself.");
    case ErrorCode::UniqueViolation:
        return Words::tr("Change or remove the row that holds the value, then retry.");
    case ErrorCode::ForeignKeyViolation:
        return Words::tr("Bring the parent row to the other side, then retry; the rest follows.");
    case ErrorCode::CheckViolation:
        return Words::tr("Mend the value on its source, or loosen the check, then retry.");
    case ErrorCode::NotNullViolation:
        return Words::tr("Fill the column on the source, or allow NULL on the target, then retry.");
    case ErrorCode::ValueRefused:
        return Words::tr("Widen the column on the target, or mend the value, then retry.");
    case ErrorCode::RefusedByTrigger:
        return Words::tr("Read what the trigger asks for, mend the row, then retry.");
    case ErrorCode::StoredDiffers:
        return Words::tr("Switch the trigger off for Evenkeel, or list the column under ignore.");
    case ErrorCode::Truncated:
        return Words::tr("Nothing was passed on. Decide what shall happen to the rows on the other side.");
    case ErrorCode::TableMissing:
        return Words::tr("Create the table on that side, or take it out of the config.");
    case ErrorCode::ColumnMissing:
        return Words::tr("Add the column on that side, or exclude it; only this table waits.");
    case ErrorCode::KeyMissing:
        return Words::tr("Add a primary key, or name a unique key in the config.");
    case ErrorCode::SchemaDiffers:
        return Words::tr("Make the columns alike on both sides; only this table waits.");
    default:
        return {};
    }
}

QString policy(const QString& policy, bool tie)
{
    if (tie)
        return Words::tr("tie, a wins");
    if (policy == "initial"_L1)
        return Words::tr("first load");
    return policy;
}

QString conflictClass(const QString& conflictClass)
{
    if (conflictClass == "insert_exists"_L1)
        return Words::tr("The same key was added on both sides");
    if (conflictClass == "update_origin_differs"_L1)
        return Words::tr("The row was changed on both sides");
    if (conflictClass == "update_missing"_L1)
        return Words::tr("Changed on one side, gone on the other");
    if (conflictClass == "delete_origin_differs"_L1)
        return Words::tr("Deleted on one side, changed on the other");
    if (conflictClass == "delete_missing"_L1)
        return Words::tr("Deleted on both sides");
    if (conflictClass == "multiple_unique_conflicts"_L1)
        return Words::tr("The row meets several other rows");
    return conflictClass;
}

QString sentence(const Error& error)
{
    QString text = title(error.code);
    if (!error.place.isEmpty())
        text = Words::tr("%1: %2", "place: what happened").arg(isolate(error.place), text);
    if (!error.detail.isEmpty())
        text = Words::tr("%1 (%2)", "what happened (driver's words)").arg(text, isolate(error.detail));
    QString mend = error.mend.isEmpty() ? advice(error.code) : error.mend;
    // In logs a mend stands in brackets behind what happened; here it is a sentence of its own.
    if (!mend.isEmpty())
        mend = mend.left(1).toUpper() + mend.mid(1) + (mend.back().isPunct() ? QString() : u"."_s);
    return mend.isEmpty() ? text + u'.' : Words::tr("%1. %2", "what happened. what to do").arg(text, mend);
}

QString remark(const LinkSnapshot& link, const QTimeZone& zone)
{
    switch (link.state) {
    case LinkState::Paused:
        if (link.pausedBy.isEmpty() || !link.pausedAt)
            return {};
        return Words::tr("by %1 at %2").arg(isolate(link.pausedBy), minute(*link.pausedAt, zone));
    case LinkState::CatchingUp:
        return link.timeLeft ? Words::tr("%1 left").arg(duration(*link.timeLeft)) : QString();
    case LinkState::Down:
        return link.lastSync ? Words::tr("since %1").arg(minute(*link.lastSync, zone)) : QString();
    case LinkState::NotProven:
        return {};
    case LinkState::InSync:
    case LinkState::Attention:
    case LinkState::Held:
        break;
    }
    // A comparison that found differences proves nothing to be shown beside a state.
    return link.proof && link.proof->equal ? Words::tr("proven %1").arg(minute(link.proof->at, zone)) : QString();
}

const EndpointSnapshot& endpointOf(const LinkSnapshot& link, Side side)
{
    return side == Side::A ? link.a : link.b;
}

QString endpoint(const EndpointSnapshot& endpoint)
{
    return isolate(endpoint.driver.isEmpty() ? endpoint.name.value
                                             : u"%1 (%2)"_s.arg(endpoint.name.value, endpoint.driver));
}

QString direction(const LinkSnapshot& link, Direction direction)
{
    return Words::tr("%1 to %2", "direction: source to target")
        .arg(isolate(endpointOf(link, sourceOf(direction)).name.value),
             isolate(endpointOf(link, targetOf(direction)).name.value));
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString number(const std::optional<qint64>& value)
{
    return value ? number(*value) : unknown();
}

QString rate(double rowsPerSecond)
{
    const bool small = rowsPerSecond > 0 && rowsPerSecond < 10;
    return Words::tr("%1 rows/s").arg(QLocale().toString(rowsPerSecond, 'f', small ? 1 : 0));
}

QString decimal(double value)
{
    const double size = std::abs(value);
    QLocale locale;
    if (size >= 10 || value == std::floor(value))
        return locale.toString(value, 'f', 0);
    return locale.toString(value, 'f', size >= 1 ? 1 : 2);
}

QString percent(double zeroToOne)
{
    return Words::tr("%1 %").arg(decimal(std::floor(zeroToOne * 100)));
}

QString duration(Milliseconds span)
{
    if (span < 0ms)
        return Words::tr("−%1", "negative duration").arg(duration(-span));
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(span).count();
    if (span < 1s)
        return Words::tr("%1 ms").arg(number(span.count()));
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds >= 10 ? number(seconds)
                                                   : decimal(static_cast<double>(span.count() / 100) / 10));
    if (seconds < 3600)
        return Words::tr("%1 min").arg(seconds / 60);
    if (seconds < 86400) {
        const qint64 minutes = seconds / 60 % 60;
        return minutes == 0 ? Words::tr("%1 h").arg(seconds / 3600)
                            : Words::tr("%1 h %2 min").arg(seconds / 3600).arg(minutes);
    }
    return Words::tr("%1 d %2 h").arg(seconds / 86400).arg(seconds / 3600 % 24);
}

QString duration(const std::optional<Milliseconds>& span)
{
    return span ? duration(*span) : unknown();
}

QString age(Milliseconds span)
{
    if (span < 0ms || span >= 1s)
        return duration(span);
    return Words::tr("%1 s").arg(
        QLocale().toString(static_cast<double>(span.count()) / 1000, 'f', span == 0ms ? 0 : 1));
}

QString compact(double value)
{
    if (value >= 1e6)
        return Words::tr("%1 M", "million").arg(decimal(value / 1e6));
    if (value >= 1e4)
        return Words::tr("%1 k", "thousand").arg(decimal(value / 1e3));
    return decimal(value);
}

QTimeZone zoneOf(const ServiceSnapshot& snapshot)
{
    const QTimeZone zone(snapshot.timeZone.toUtf8());
    return zone.isValid() ? zone : QTimeZone::systemTimeZone();
}

QString clock(const QDateTime& at, const QTimeZone& zone)
{
    return QLocale().toString(at.toTimeZone(zone).time(), u"HH:mm:ss"_s);
}

QString minute(const QDateTime& at, const QTimeZone& zone)
{
    return QLocale().toString(at.toTimeZone(zone).time(), u"HH:mm"_s);
}

QString moment(const QDateTime& at, const QTimeZone& zone, const QDateTime& now)
{
    const QDateTime local = at.toTimeZone(zone);
    if (local.date() == now.toTimeZone(zone).date())
        return clock(at, zone);
    return QLocale().toString(local, u"d MMM HH:mm"_s);
}

QString exact(const QDateTime& at, const QTimeZone& zone)
{
    const QDateTime local = at.toTimeZone(zone);
    return isolate(local.toString(u"yyyy-MM-dd HH:mm:ss"_s) + u' ' + zone.displayName(local, QTimeZone::OffsetName));
}

QString relative(const QDateTime& at, const QDateTime& now, const QTimeZone& zone)
{
    const Milliseconds past(at.msecsTo(now));
    if (std::chrono::abs(past) > 1h)
        return moment(at, zone, now);
    if (std::chrono::abs(past) < 50ms)
        return Words::tr("now");
    return past > 0ms ? Words::tr("%1 ago").arg(age(past)) : Words::tr("in %1").arg(age(-past));
}

QString zoneName(const QTimeZone& zone, const QDateTime& now)
{
    return isolate(u"%1 (%2)"_s.arg(QString::fromUtf8(zone.id()), zone.displayName(now, QTimeZone::OffsetName)));
}

QString isolate(const QString& text)
{
    return QChar(0x2068) + text + QChar(0x2069);
}

QString unknown()
{
    return Words::tr("unknown");
}

QString dash()
{
    return u"—"_s;
}

} // namespace keel::say
