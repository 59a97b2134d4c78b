// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/causestrip.h"

#include "ui/pages/errors/errorreview.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

using namespace Qt::Literals::StringLiterals;

namespace keel {

CauseCard::CauseCard(const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QString CauseCard::adviceText() const
{
    const QString advice = say::advice(m_cause.code);
    return advice.isEmpty() ? m_cause.sample.simplified() : advice;
}

void CauseCard::setCause(const ErrorCause& cause)
{
    m_cause = cause;
    setAccessibleName(tr("%1 in %2 of %3, %4 (%5). %6", "count, table, link, what, class, advice")
                          .arg(say::number(cause.count), cause.table.value, cause.link.value, say::title(cause.code),
                               say::word(cause.kind), adviceText()));
    setToolTip(tr("%1, table %2", "link, table").arg(say::isolate(cause.link.value), say::isolate(cause.table.value)) +
               u'\n' + adviceText() + u'\n' + cause.sample);
    update();
}

void CauseCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ring = isChecked() || hasFocus();
    const qreal width = ring ? 2 : 1;
    painter.setPen(QPen(m_theme.color(ring ? Role::Accent : Role::Border), width));
    painter.setBrush(m_theme.color(underMouse() ? Role::Alternate : Role::Card));
    const qreal inset = width / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 8, 8);

    const QRect inner = rect().adjusted(16, 10, -14, -10);
    const auto place = [this](const QRect& at) { return QStyle::visualRect(layoutDirection(), rect(), at); };
    const auto leading = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::TextSingleLine;

    const QFont figure = m_theme.font(Type::Figure);
    const QString count = say::number(m_cause.count);
    const int figureWidth = std::max(24, QFontMetrics(figure).horizontalAdvance(count));
    painter.setFont(figure);
    painter.setPen(m_theme.color(m_cause.kind == ErrorClass::Row ? Role::Down : Role::Warn));
    painter.drawText(place(QRect(inner.left(), inner.top() - 2, figureWidth, 26)), leading | Qt::AlignVCenter, count);

    const int left = inner.left() + figureWidth + 12;
    const QFont bold = m_theme.font(Type::Body, true);
    const QFontMetrics boldMetrics(bold);
    const QString word = say::word(m_cause.kind);
    const QFont caption = m_theme.font(Type::Caption);
    const int wordWidth = QFontMetrics(caption).horizontalAdvance(word) + 8;
    const int room = inner.right() - left + 1;
    const QString title = boldMetrics.elidedText(say::title(m_cause.code), Qt::ElideRight, room - wordWidth);
    const int titleWidth = boldMetrics.horizontalAdvance(title);
    painter.setFont(bold);
    painter.setPen(m_theme.color(Role::Text));
    painter.drawText(place(QRect(left, inner.top(), titleWidth + 2, 20)), leading | Qt::AlignVCenter, title);
    painter.setFont(caption);
    painter.setPen(m_theme.color(Role::Second));
    painter.drawText(place(QRect(left + titleWidth + 8, inner.top(), wordWidth, 20)), leading | Qt::AlignVCenter, word);
    const QFont small = m_theme.font(Type::Small);
    painter.setFont(small);
    painter.drawText(
        place(QRect(left, inner.top() + 22, room, 20)), leading | Qt::AlignVCenter,
        QFontMetrics(small).elidedText(
            tr("%1: %2", "table: advice").arg(say::isolate(m_cause.table.value), adviceText()), Qt::ElideRight, room));
}

CauseStrip::CauseStrip(const Theme& theme, QWidget* parent) : QScrollArea(parent), m_theme(theme)
{
    auto* body = new QWidget(this);
    m_row = new QHBoxLayout(body);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(12);
    setWidget(body);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Causes"));
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int max) {
        setFixedHeight(62 + (max > 0 ? horizontalScrollBar()->sizeHint().height() + 2 : 0));
    });
    setFixedHeight(62);
}

void CauseStrip::setCauses(const QList<ErrorCause>& causes, const std::optional<ErrorCause>& chosen)
{
    while (m_cards.size() > causes.size())
        delete m_cards.takeLast();
    while (m_cards.size() < causes.size()) {
        auto* card = new CauseCard(m_theme, widget());
        connect(card, &QAbstractButton::clicked, this,
                [this, card](bool on) { emit causeChosen(on ? std::optional(card->cause()) : std::nullopt); });
        m_row->addWidget(card);
        m_cards.append(card);
    }
    for (int i = 0; i < m_cards.size(); ++i) {
        m_cards.at(i)->setCause(causes.at(i));
        m_cards.at(i)->setChecked(chosen && sameCause(*chosen, causes.at(i)));
        m_cards.at(i)->show();
    }
    setVisible(!m_cards.isEmpty());
}

} // namespace keel
