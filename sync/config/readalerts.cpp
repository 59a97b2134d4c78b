// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/readparts.h"

#include <QRegularExpression>
#include <QUrl>

namespace keel {

namespace {

const QStringList& programKeys()
{
    static const QStringList keys{QStringLiteral("command"), QStringLiteral("exec"),   QStringLiteral("hook"),
                                  QStringLiteral("program"), QStringLiteral("script"), QStringLiteral("shell")};
    return keys;
}

QString noPrograms()
{
    return QStringLiteral("an alert never starts a program that the config names: whoever can write the config could "
                          "then run anything as the service");
}

/// False after a fault.
bool readWay(Section& section, AlertConfig::Way& way)
{
    const QString key = QStringLiteral("to");
    if (!section.has(key)) {
        section.fault(key, QStringLiteral("missing, expected \"desktop\", \"webhook\" or \"mail\""));
        return false;
    }
    const JsonNode* node = section.raw(key);
    if (node->kind == JsonNode::Kind::String && programKeys().contains(node->text)) {
        section.fault(key, noPrograms(), QStringLiteral("use \"webhook\" and let the receiver start it"));
        return false;
    }
    QString to;
    if (!section.choice(key, to, {QStringLiteral("desktop"), QStringLiteral("webhook"), QStringLiteral("mail")}))
        return false;
    way = to == u"desktop"   ? AlertConfig::Way::Desktop
          : to == u"webhook" ? AlertConfig::Way::Webhook
                             : AlertConfig::Way::Mail;
    return true;
}

void readCauses(Section& section, AlertConfig& out)
{
    const QString key = QStringLiteral("causes");
    QStringList names;
    if (!section.texts(key, names))
        return;
    QStringList known;
    for (const AlertCause cause : allAlertCauses())
        known.append(toText(cause));
    for (const QString& name : std::as_const(names)) {
        if (const auto cause = alertCause(name))
            out.causes.append(*cause);
        else
            section.fault(key, QStringLiteral("there is no cause \"%1\"").arg(name),
                          QStringLiteral("causes: %1").arg(known.join(u", ")));
    }
}

void readWebhook(Section& section, AlertConfig& out)
{
    const QString urlKey = QStringLiteral("url");
    if (!section.has(urlKey))
        section.fault(urlKey, QStringLiteral("missing, expected where the webhook is sent, such as "
                                             "\"https://alerts.example.org/evenkeel\""));
    if (section.text(urlKey, out.url)) {
        const QUrl url(out.url, QUrl::StrictMode);
        const bool web = url.scheme() == u"https" || url.scheme() == u"http";
        if (!url.isValid() || !web || url.host().isEmpty())
            section.fault(urlKey, QStringLiteral("found \"%1\", expected an address with https:// or http://")
                                      .arg(url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
        else if (!url.userInfo().isEmpty())
            section.fault(urlKey, QStringLiteral("holds a user or password"),
                          QStringLiteral("remove it: the receiver knows the sender by the signature"));
        else if (url.scheme() == u"http" && !isLoopback(url.host()))
            section.reading().warnings.append(
                QStringLiteral("%1: alerts to %2 travel in clear text; use https").arg(section.path(), url.host()));
    }
    const QString secretKey = QStringLiteral("secret");
    if (!section.has(secretKey))
        section.fault(secretKey, QStringLiteral("missing, expected \"whsec_\" and at least 16 bytes in base64"),
                      QStringLiteral("make one: echo whsec_$(openssl rand -base64 24)"));
    if (section.secret(secretKey, out.secret) && !isWebhookSecret(out.secret.reveal()))
        section.fault(secretKey,
                      QStringLiteral("is no webhook secret, expected \"whsec_\" and at least 16 bytes in base64"));
}

/// Also the name of a user of this machine. What could be taken for an option or a second header is none.
bool isMailAddress(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(\A[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63}(@[A-Za-z0-9][A-Za-z0-9.-]{0,253})?\z)"));
    return form.match(text).hasMatch();
}

void readMail(Section& section, AlertConfig& out)
{
    const QString addresses = QStringLiteral("addresses");
    if (!section.has(addresses))
        section.fault(addresses, QStringLiteral("missing, expected a list such as [\"ops@example.org\"]"));
    if (section.texts(addresses, out.addresses) && out.addresses.isEmpty())
        section.fault(addresses, QStringLiteral("the list is empty"));
    for (const QString& address : std::as_const(out.addresses)) {
        if (!isMailAddress(address))
            section.fault(
                addresses,
                QStringLiteral("found \"%1\", expected an address such as ops@example.org").arg(address.simplified()));
    }
    const QString from = QStringLiteral("from");
    if (section.text(from, out.from) && !isMailAddress(out.from))
        section.fault(from, QStringLiteral("found \"%1\", expected an address such as evenkeel@example.org")
                                .arg(out.from.simplified()));
}

} // namespace

bool isWebhookSecret(const QString& text)
{
    const qsizetype from = text.startsWith(u"whsec_") ? 6 : 0;
    const auto decoded =
        QByteArray::fromBase64Encoding(text.mid(from).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded && decoded.decoded.size() >= 16;
}

std::vector<AlertConfig> readAlerts(Section& root)
{
    std::vector<AlertConfig> alerts;
    const QString key = QStringLiteral("alerts");
    const auto items = root.list(key);
    for (std::size_t i = 0; i < items.size(); ++i) {
        Section section(root.reading(), items[i], indexed(key, i));
        if (!section.isPresent() || items[i]->kind != JsonNode::Kind::Object)
            continue;
        AlertConfig alert;
        section.refuse(programKeys(), noPrograms());
        if (!readWay(section, alert.way))
            continue; // which further keys it may have is not known
        readCauses(section, alert);
        if (alert.way == AlertConfig::Way::Webhook)
            readWebhook(section, alert);
        if (alert.way == AlertConfig::Way::Mail)
            readMail(section, alert);
        section.finish();
        alerts.push_back(std::move(alert));
    }
    return alerts;
}

} // namespace keel
