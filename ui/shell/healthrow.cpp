// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/healthrow.h"

#include "ui/shell/paint.h"
#include "ui/text/sentences.h"

#include <QFrame>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int rowHeight = 30;

bool canBeReviewed(HealthCheck::Kind kind)
{
    return kind == HealthCheck::Kind::ErrorsOpen || kind == HealthCheck::Kind::HeldRows ||
           kind == HealthCheck::Kind::CycleTime;
}

QString reviewText(HealthCheck::Kind kind)
{
    return kind == HealthCheck::Kind::ErrorsOpen ? HealthRow::tr("Review errors")
           : kind == HealthCheck::Kind::HeldRows ? HealthRow::tr("Review held rows")
                                                 : HealthRow::tr("Show cycle times");
}

const char* boxRole(LinkState state)
{
    return state == LinkState::Down ? "downbox" : state == LinkState::Held ? "heldbox" : "warnbox";
}

/// A failed check of a link that is otherwise well is still a warning, never green or grey.
StateLook failedLook(LinkState state)
{
    return lookOf(state == LinkState::Down || state == LinkState::Held ? state : LinkState::Attention);
}

} // namespace

StatePill::StatePill(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatePill::show(LinkState state)
{
    if (m_state == state && !accessibleName().isEmpty())
        return;
    m_state = state;
    setAccessibleName(say::word(state));
    updateGeometry();
    update();
}

QSize StatePill::sizeHint() const
{
    return {QFontMetrics(m_theme.font(Type::Small, true)).horizontalAdvance(say::word(m_state)) + 36, 24};
}

void StatePill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const StateLook look = lookOf(m_state);
    const paint::Canvas canvas{painter, m_theme, rect(), layoutDirection()};
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(look.tint));
    painter.drawRoundedRect(rect(), 6, 6);
    paint::icon(canvas, QRect(8, 5, 14, 14), look.icon, m_theme.color(look.colour));
    paint::text(canvas, rect().adjusted(27, 0, 0, 0), say::word(m_state),
                {m_theme.font(Type::Small, true), m_theme.color(look.colour)});
}

HealthRow::HealthRow(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_box(new QFrame), m_advice(new QLabel), m_review(new QPushButton)
{
    m_advice->setWordWrap(true);
    m_advice->setFont(theme.font(Type::Small));
    m_advice->setTextFormat(Qt::PlainText);
    m_advice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_review->setFont(theme.font(Type::Small));
    setRole(m_review, "boxbutton");
    auto* inside = new QVBoxLayout(m_box);
    inside->setContentsMargins(12, 8, 12, 10);
    inside->setSpacing(8);
    inside->addWidget(m_advice);
    inside->addWidget(m_review, 0, Qt::AlignLeading);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, rowHeight, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_box);
    m_box->hide();
    connect(m_review, &QPushButton::clicked, this, [this] { emit reviewAsked(m_check.kind); });
}

void HealthRow::show(const HealthCheck& check, LinkState state)
{
    m_check = check;
    m_state = state;
    setAccessibleName(say::checkName(check.kind));
    setAccessibleDescription(
        u"%1 %2 %3"_s.arg(check.ok ? tr("ok") : tr("failed"), say::checkValue(check), say::checkLimit(check)));
    openBox(check, state);
    update();
}

void HealthRow::openBox(const HealthCheck& check, LinkState state)
{
    const bool open = !check.ok && !check.recommendation.isEmpty();
    m_box->setVisible(open);
    layout()->setContentsMargins(0, rowHeight, 0, open ? 6 : 0);
    if (!open)
        return;
    if (m_box->property("role").toString() != QLatin1StringView(boxRole(state)))
        setRole(m_box, boxRole(state));
    m_advice->setText(check.recommendation);
    m_review->setVisible(canBeReviewed(check.kind));
    m_review->setText(reviewText(check.kind));
}

void HealthRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const paint::Canvas canvas{painter, m_theme, rect(), layoutDirection()};
    const StateLook look = failedLook(m_state);
    const bool unknown = !m_check.value.has_value() && m_check.ok;
    const QRect row(0, 0, width(), rowHeight);
    const QLatin1StringView icon = unknown ? "circle-dashed"_L1 : m_check.ok ? "check"_L1 : look.icon;
    const Role ink = unknown ? Role::Third : m_check.ok ? Role::Ok : look.colour;
    paint::icon(canvas, QRect(0, 7, 16, 16), icon, m_theme.color(ink));
    const Role text = m_check.ok ? Role::Text : look.colour;
    // The limit gives way first, then the name; the value never.
    const int limitWidth = 76;
    const paint::TextStyle value{m_theme.font(Type::Small, true), m_theme.color(unknown ? Role::Third : text),
                                 Qt::AlignTrailing | Qt::AlignVCenter};
    const QString said = say::checkValue(m_check);
    const int valueWidth = QFontMetrics(value.font).horizontalAdvance(said) + 2;
    const int valueEnd = width() - limitWidth;
    paint::text(canvas, QRect(24, 0, valueEnd - valueWidth - 24 - 6, rowHeight), say::checkName(m_check.kind),
                {m_theme.font(Type::Body, !m_check.ok), m_theme.color(text)});
    paint::text(canvas, QRect(valueEnd - valueWidth, 0, valueWidth, rowHeight), said, value);
    paint::text(canvas, QRect(valueEnd + 4, 0, limitWidth - 4, rowHeight), say::checkLimit(m_check),
                {m_theme.font(Type::Caption), m_theme.color(Role::Third), Qt::AlignTrailing | Qt::AlignVCenter});
}

} // namespace keel
