// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/attemptsview.h"

#include "ui/text/sentences.h"

#include <QPainter>
#include <QStyle>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int LineHeight = 20;
/// More are told by their number alone.
constexpr int MostLines = 12;

} // namespace

AttemptsView::AttemptsView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AttemptsView::setAttempts(const QList<Attempt>& attempts, const QTimeZone& zone, const QDateTime& now)
{
    m_lines.clear();
    QStringList spoken;
    for (qsizetype i = 0; i < attempts.size() && m_lines.size() < MostLines; ++i) {
        const Attempt& attempt = attempts.at(i);
        // The driver's words stand above; a repeat of them says nothing new.
        const bool same = i + 1 < attempts.size() && attempts.at(i + 1).said == attempt.said;
        m_lines.append({say::moment(attempt.at, zone, now), same ? tr("same answer") : attempt.said.simplified()});
        spoken.append(m_lines.last().first + u' ' + m_lines.last().second);
    }
    if (attempts.size() > MostLines)
        m_lines.append({QString(), tr("and %1 earlier").arg(say::number(attempts.size() - MostLines))});
    setAccessibleName(tr("Attempts: %1").arg(spoken.join(u"; "_s)));
    setToolTip(spoken.join(u'\n'));
    updateGeometry();
    update();
}

QSize AttemptsView::sizeHint() const
{
    return {300, static_cast<int>(m_lines.size()) * LineHeight};
}

void AttemptsView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font(Type::Small));
    int timeWidth = 0;
    for (const auto& line : m_lines)
        timeWidth = std::max(timeWidth, painter.fontMetrics().horizontalAdvance(line.first));
    const auto place = [this](const QRect& at) { return QStyle::visualRect(layoutDirection(), rect(), at); };
    const auto leading =
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter) |
        Qt::TextSingleLine;
    for (int i = 0; i < m_lines.size(); ++i) {
        const int top = i * LineHeight;
        const QRect dot = place(QRect(8, top + 6, 8, 8));
        if (i + 1 < m_lines.size())
            painter.fillRect(QRect(dot.center().x(), dot.bottom() + 1, 1, LineHeight - 8),
                             m_theme.color(Role::ControlBorder));
        painter.setBrush(m_theme.color(Role::Down));
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(dot);
        painter.setPen(m_theme.color(Role::Text));
        painter.drawText(place(QRect(28, top, timeWidth, LineHeight)), leading, m_lines.at(i).first);
        const int left = 28 + timeWidth + 16;
        painter.setPen(m_theme.color(Role::Second));
        painter.drawText(place(QRect(left, top, width() - left, LineHeight)), leading,
                         painter.fontMetrics().elidedText(m_lines.at(i).second, Qt::ElideRight, width() - left));
    }
}

} // namespace keel
