// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pageheader.h"

#include <QHBoxLayout>
#include <QLabel>

namespace keel {

PageHeader::PageHeader(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_answer(new QLabel), m_remark(new QLabel), m_row(new QHBoxLayout(this))
{
    m_answer->setFont(theme.font(Type::PageTitle));
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remark->setFont(theme.font(Type::Small));
    m_remark->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setRole(m_remark, "second");
    // A long answer gives way instead of pushing the window wider.
    for (QLabel* label : {m_answer, m_remark}) {
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setMinimumWidth(0);
        label->setTextFormat(Qt::PlainText);
    }
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_answer);
    texts->addWidget(m_remark);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    m_row->addLayout(texts, 1);
}

void PageHeader::setAnswer(const QString& answer, const QString& remark)
{
    m_answer->setText(answer);
    m_answer->setAccessibleName(answer);
    m_remark->setText(remark);
    m_remark->setToolTip(remark);
}

void PageHeader::addControl(QWidget* control)
{
    m_row->addWidget(control, 0, Qt::AlignVCenter);
}

} // namespace keel
