// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/attachstrip.h"

#include "ui/shell/icons.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keel {

namespace {

constexpr Milliseconds stale = 5s; ///< a service tells something every second

} // namespace

AttachStrip::AttachStrip(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_icon(new QLabel), m_text(new QLabel), m_again(new QPushButton(tr("Try again")))
{
    m_icon->setFixedSize(14, 14);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setFont(theme.font(Type::Small));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setRole(m_again, "boxbutton");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 5, 16, 5);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_again);
    setAccessibleName(tr("Attached service"));
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &AttachStrip::say);
    connect(m_again, &QPushButton::clicked, this, &AttachStrip::tryAgainAsked);
    hide();
}

void AttachStrip::setService(const QString& name)
{
    m_service = name;
    m_told.start();
    m_tick.start();
    setVisible(true);
    say();
}

void AttachStrip::show(const ServiceSnapshot& snapshot)
{
    m_snapshot = snapshot;
    if (snapshot.serviceAnswers)
        m_told.start();
    if (!m_service.isEmpty())
        say();
}

void AttachStrip::say()
{
    const bool away = !m_snapshot.serviceAnswers;
    const Milliseconds age(m_told.isValid() ? m_told.elapsed() : 0);
    const QString since = m_snapshot.at.isValid()
                              ? tr("What is shown is as of %1, %2 ago.")
                                    .arg(say::clock(m_snapshot.at, say::zoneOf(m_snapshot)), say::duration(age))
                              : QString();
    QString text = tr("Attached to %1").arg(say::isolate(m_service));
    if (away)
        text = tr("Nothing comes from %1: %2. %3 It is tried again by itself.", "service: why. as of when.")
                   .arg(say::isolate(m_service), m_snapshot.notice, since);
    else if (age > stale)
        text = tr("%1. It tells nothing new. %2").arg(text, since);
    m_text->setText(text);
    m_again->setVisible(away);
    const bool calm = !away && age <= stale;
    m_icon->setPixmap(Icons::pixmap(calm ? "link"_L1 : "triangle-alert"_L1,
                                    m_theme.color(calm ? Role::Second : Role::Down), 14, devicePixelRatioF()));
    const char* role = calm ? "attached" : "away";
    if (qstrcmp(role, m_role) != 0) {
        m_role = role;
        setRole(this, role);
        setRole(m_text, calm ? "second" : "");
    }
}

} // namespace keel
