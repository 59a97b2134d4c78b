// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusbar.h"

#include "ui/shell/icons.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QLabel>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int saidFor = 8000; // ms

QFrame* separator()
{
    auto* line = new QFrame;
    line->setFixedSize(1, 12);
    setRole(line, "controlline");
    return line;
}

struct HealthLook
{
    QLatin1StringView icon;
    Role colour;
    const char* role;
};

HealthLook lookOf(Health health)
{
    switch (health) {
    case Health::Healthy:
        return {"circle-check"_L1, Role::Ok, "ok"};
    case Health::Degraded:
        return {"triangle-alert"_L1, Role::Warn, "warn"};
    case Health::Down:
        break;
    }
    return {"octagon-x"_L1, Role::Down, "down"};
}

} // namespace

StatusBar::StatusBar(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_healthIcon(icon()), m_health(label()), m_uptime(label()), m_said(label()),
      m_clockIcon(icon()), m_offsets(label()), m_zoneIcon(icon()), m_zone(label())
{
    setFixedHeight(28);
    setRole(this, "statusbar");
    m_said->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(6);
    const auto gap = [layout] {
        layout->addSpacing(6);
        layout->addWidget(separator());
        layout->addSpacing(6);
    };
    layout->addWidget(m_healthIcon);
    layout->addWidget(m_health);
    gap();
    layout->addWidget(m_uptime);
    layout->addSpacing(16);
    layout->addWidget(m_said, 1);
    layout->addWidget(m_clockIcon);
    layout->addWidget(m_offsets);
    gap();
    layout->addWidget(m_zoneIcon);
    layout->addWidget(m_zone);
    m_fade.setSingleShot(true);
    connect(&m_fade, &QTimer::timeout, m_said, &QLabel::clear);
}

QLabel* StatusBar::label(const char* role)
{
    auto* label = new QLabel;
    label->setFont(m_theme.font(Type::Small));
    label->setTextFormat(Qt::PlainText);
    setRole(label, role);
    return label;
}

QLabel* StatusBar::icon()
{
    auto* label = new QLabel;
    label->setFixedSize(14, 14);
    return label;
}

QString StatusBar::offsetsOf(const ServiceSnapshot& snapshot)
{
    QStringList parts;
    QStringList seen;
    for (const LinkSnapshot& link : snapshot.links) {
        for (const EndpointSnapshot* e : {&link.a, &link.b}) {
            if (!e->clockOffsetSeconds || seen.contains(e->name.value))
                continue;
            seen.append(e->name.value);
            const double offset = *e->clockOffsetSeconds;
            const QString sign = offset < 0 ? u"−"_s : u"+"_s;
            parts.append(
                say::isolate(u"%1 %2%3 s"_s.arg(e->name.value, sign, QLocale().toString(std::abs(offset), 'f', 2))));
        }
    }
    // More would push the zone off the bar; the health pane has them all.
    return parts.isEmpty() ? QString() : tr("Clock offset  %1").arg(parts.mid(0, 3).join(u"  ·  "_s));
}

void StatusBar::show(const ServiceSnapshot& snapshot)
{
    const HealthLook look = lookOf(snapshot.serviceAnswers ? snapshot.health : Health::Down);
    const qreal ratio = devicePixelRatioF();
    m_healthIcon->setPixmap(Icons::pixmap(look.icon, m_theme.color(look.colour), 14, ratio));
    m_clockIcon->setPixmap(Icons::pixmap("clock"_L1, m_theme.color(Role::Second), 14, ratio));
    m_zoneIcon->setPixmap(Icons::pixmap("globe"_L1, m_theme.color(Role::Second), 14, ratio));
    m_health->setText(snapshot.serviceAnswers ? say::word(snapshot.health) : tr("Service does not answer"));
    if (m_health->property("role").toString() != QLatin1StringView(look.role))
        setRole(m_health, look.role);
    m_uptime->setVisible(snapshot.serviceAnswers);
    m_uptime->setText(tr("Up %1").arg(say::duration(Milliseconds(snapshot.startedAt.msecsTo(snapshot.at)))));
    m_uptime->setToolTip(say::exact(snapshot.startedAt, say::zoneOf(snapshot)));
    const QString offsets = offsetsOf(snapshot);
    m_offsets->setText(offsets);
    m_clockIcon->setVisible(!offsets.isEmpty());
    m_zone->setText(tr("Times in %1").arg(say::zoneName(say::zoneOf(snapshot), snapshot.at)));
    // While the service does not answer its notice is why, and stands elsewhere: it ends with the trouble.
    if (snapshot.serviceAnswers && !snapshot.notice.isEmpty() && m_said->text().isEmpty())
        say(snapshot.notice, true);
}

void StatusBar::say(const QString& sentence, bool failed)
{
    setRole(m_said, failed ? "down" : "second");
    m_said->setText(sentence);
    m_said->setToolTip(sentence);
    if (failed)
        m_fade.stop();
    else
        m_fade.start(saidFor);
}

} // namespace keel
