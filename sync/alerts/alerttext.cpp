// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/alerttext.h"

#include "sync/alerts/alertlog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QMessageAuthenticationCode>
#include <QSysInfo>

namespace keel {

namespace {

constexpr qsizetype longestText = 500; ///< of one alert, characters
constexpr qsizetype mostAlerts = 50;   ///< in one message; the rest is in the log

QString sentence(const Alert& alert)
{
    const QString text = alert.text.simplified().left(longestText);
    return alert.over ? QStringLiteral("Over: ") + text : text;
}

QList<Alert> some(const QList<Alert>& alerts)
{
    return alerts.mid(0, mostAlerts);
}

/// RFC 2047, in words of at most 75 characters; plain where the text is ASCII.
QByteArray encodedWord(const QString& text)
{
    const bool ascii = std::ranges::all_of(text, [](QChar c) { return c.unicode() >= 32 && c.unicode() < 127; });
    if (ascii)
        return text.left(900).toLatin1();
    QByteArrayList words;
    QByteArray part;
    const auto flush = [&] {
        if (!part.isEmpty())
            words.append("=?UTF-8?B?" + part.toBase64() + "?=");
        part.clear();
    };
    for (const uint point : text.toUcs4()) {
        const char32_t c = point;
        const QByteArray bytes = QString::fromUcs4(&c, 1).toUtf8();
        if (part.size() + bytes.size() > 45)
            flush();
        part += bytes;
    }
    flush();
    return words.join("\n ");
}

/// The validated config holds none of these; a head must not depend on it.
QByteArray headSafe(const QString& address)
{
    QByteArray safe;
    for (const char c : address.toUtf8()) {
        if (c > 32 && c < 127 && c != ',' && c != ';' && c != '<' && c != '>')
            safe += c;
    }
    return safe;
}

} // namespace

QString alertSubject(const QList<Alert>& alerts)
{
    if (alerts.size() == 1)
        return QStringLiteral("Evenkeel: ") + sentence(alerts.front()).left(150);
    const auto over = std::ranges::count_if(alerts, &Alert::over);
    if (over == alerts.size())
        return QStringLiteral("Evenkeel: %1 alerts are over").arg(over);
    if (over == 0)
        return QStringLiteral("Evenkeel: %1 alerts").arg(alerts.size());
    return QStringLiteral("Evenkeel: %1 alerts, %2 are over").arg(alerts.size() - over).arg(over);
}

QString alertLines(const QList<Alert>& alerts)
{
    QStringList lines;
    for (const Alert& alert : some(alerts))
        lines.append(sentence(alert));
    if (alerts.size() > mostAlerts)
        lines.append(QStringLiteral("and %1 more").arg(alerts.size() - mostAlerts));
    return lines.join(u'\n');
}

QByteArray alertPayload(const QList<Alert>& alerts, const QDateTime& now)
{
    QJsonArray array;
    for (Alert alert : some(alerts)) {
        alert.text = alert.text.simplified().left(longestText);
        array.append(AlertLog::toJson(alert));
    }
    const QJsonObject data{{QStringLiteral("alerts"), array},
                           {QStringLiteral("total"), alerts.size()},
                           {QStringLiteral("host"), QSysInfo::machineHostName()}};
    return QJsonDocument(QJsonObject{{QStringLiteral("type"), QStringLiteral("evenkeel.alert")},
                                     {QStringLiteral("timestamp"), now.toUTC().toString(Qt::ISODateWithMs)},
                                     {QStringLiteral("data"), data}})
        .toJson(QJsonDocument::Compact);
}

QByteArray webhookSignature(const Secret& secret, const QByteArray& id, qint64 seconds, const QByteArray& payload)
{
    const QByteArray text = secret.reveal().toLatin1();
    const QByteArray key = QByteArray::fromBase64(text.startsWith("whsec_") ? text.mid(6) : text);
    const QByteArray signedText = id + '.' + QByteArray::number(seconds) + '.' + payload;
    return "v1," + QMessageAuthenticationCode::hash(signedText, key, QCryptographicHash::Sha256).toBase64();
}

QByteArray alertMail(const AlertConfig& config, const QList<Alert>& alerts, const QDateTime& now)
{
    QByteArrayList to;
    for (const QString& address : config.addresses)
        to.append(headSafe(address));
    QByteArray mail;
    if (!config.from.isEmpty())
        mail += "From: " + headSafe(config.from) + '\n';
    mail += "To: " + to.join(",\n ") + '\n';
    mail += "Subject: " + encodedWord(alertSubject(alerts)) + '\n';
    mail += "Date: " + QLocale::c().toString(now.toUTC(), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss")).toLatin1() +
            " +0000\n";
    mail += "MIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=utf-8\n"
            "Content-Transfer-Encoding: 8bit\n"
            "Auto-Submitted: auto-generated\n\n";
    for (const Alert& alert : some(alerts))
        mail += alert.at.toUTC().toString(Qt::ISODate).toLatin1() + "  " + sentence(alert).toUtf8() + '\n';
    mail += "\nHost: " + QSysInfo::machineHostName().toUtf8() + "\nAll alerts: evenkeel history --alerts\n";
    return mail;
}

} // namespace keel
