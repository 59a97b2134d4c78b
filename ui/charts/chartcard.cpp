// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcard.h"

#include "ui/charts/plotview.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

QString signOf(ChartCard::Entry::Mark mark)
{
    switch (mark) {
    case ChartCard::Entry::Mark::Line:
        return u"━━"_s;
    case ChartCard::Entry::Mark::Dashes:
        return u"╍╍"_s;
    case ChartCard::Entry::Mark::Block:
        break;
    }
    return u"■"_s;
}

} // namespace

ChartCard::ChartCard(const Theme& theme, const QString& title, PlotView* plot, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_name(title), m_plot(plot), m_remark(new QLabel(this)), m_note(new QLabel(this)),
      m_values(new QLabel(this))
{
    setRole(this, "card");
    auto* name = new QLabel(title, this);
    name->setFont(theme.font(Type::Section, true));
    m_remark->setFont(theme.font(Type::Small));
    setRole(m_remark, "second");
    m_note->setFont(theme.font(Type::Small));
    m_values->setFont(theme.font(Type::Small));
    m_values->setTextFormat(Qt::RichText);
    m_values->setMinimumWidth(1);
    m_plot->setParent(this);
    m_plot->setAccessibleName(title);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(name, 0, Qt::AlignBaseline);
    head->addWidget(m_remark, 0, Qt::AlignBaseline);
    head->addStretch(1);
    head->addWidget(m_note, 0, Qt::AlignBaseline);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 8, 6);
    column->setSpacing(2);
    column->addLayout(head);
    auto* values = new QHBoxLayout;
    values->addWidget(m_values);
    values->addStretch(1);
    column->addLayout(values);
    column->addWidget(m_plot, 1);
    connect(&m_theme, &Theme::changed, this, &ChartCard::showEntries);
}

void ChartCard::setRemark(const QString& remark)
{
    m_remark->setText(remark);
}

void ChartCard::setNote(const QString& note, bool warns)
{
    m_note->setText(note);
    setRole(m_note, warns ? "warn" : "second");
}

void ChartCard::setEntries(const QList<Entry>& entries)
{
    m_entries = entries;
    showEntries();
}

void ChartCard::showEntries()
{
    QStringList parts;
    QStringList spoken;
    for (const Entry& entry : m_entries) {
        parts.append(u"<span style=\"color:%1\">%2</span>&nbsp;<span style=\"color:%3\">%4</span>&nbsp;<b>%5</b>"_s.arg(
            m_theme.color(entry.colour).name(), signOf(entry.mark), m_theme.color(Role::Second).name(),
            entry.name.toHtmlEscaped(), entry.value.toHtmlEscaped()));
        spoken.append(entry.name + u' ' + entry.value);
    }
    m_values->setText(parts.join(u"&nbsp;&nbsp;&nbsp; "_s));
    // The values stand in the description: a screen reader hears them at the crosshair.
    m_plot->setAccessibleDescription(spoken.join(u", "_s));
}

} // namespace keel
