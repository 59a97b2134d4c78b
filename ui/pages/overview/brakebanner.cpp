// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview/brakebanner.h"

#include "ui/shell/theme.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int samplesShown = 3;

QString nameOf(const EndpointName& name)
{
    return say::isolate(name.value);
}

QString rowText(const BrakeSample& sample)
{
    QStringList cells;
    const QJsonArray array = QJsonDocument::fromJson(sample.rowJson.toUtf8()).array();
    for (const QJsonValue cell : array)
        cells.append(cell[u"text"].toString(say::dash()));
    return say::isolate(cells.join(u", "_s));
}

} // namespace

BrakeBanner::BrakeBanner(const PageContext& context, QWidget* parent)
    : QFrame(parent), m_context(context), m_title(new QLabel(this)), m_remark(new QLabel(this)),
      m_samples(new QLabel(this)), m_question(new QLabel(this)), m_restore(makeButton("restore", "primary")),
      m_delete(makeButton("delete", "danger")), m_leave(makeButton("leave", "button")),
      m_look(makeButton("look", "button")), m_yes(makeButton("yes", "danger")), m_no(makeButton("no", "button"))
{
    setRole(this, "heldcard");
    m_title->setFont(context.theme.font(Type::LinkName, true));
    setRole(m_remark, "second");
    setRole(m_samples, "second");
    for (QLabel* label : {m_title, m_remark, m_samples, m_question}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {m_restore, m_delete, m_leave, m_look, m_yes, m_no})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(6);
    for (QLabel* label : {m_title, m_remark, m_samples, m_question})
        layout->addWidget(label);
    layout->addLayout(buttons);

    m_leave->setText(tr("Leave both sides as they are"));
    m_look->setText(tr("Pause and look"));
    m_no->setText(tr("Keep holding"));
    connect(m_restore, &QPushButton::clicked, this, [this] { ask(BrakeDecision::Reverse); });
    connect(m_delete, &QPushButton::clicked, this, [this] { ask(BrakeDecision::Accept); });
    connect(m_leave, &QPushButton::clicked, this, [this] { ask(BrakeDecision::Drop); });
    connect(m_look, &QPushButton::clicked, this, &BrakeBanner::pauseAndLook);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        if (m_asking)
            decide(*m_asking);
    });
    connect(m_no, &QPushButton::clicked, this, [this] { setAsking(std::nullopt); });
    connect(&context.service, &SyncService::commandFinished, this, &BrakeBanner::finish);
    connect(&context.permits, &Permits::changed, this, &BrakeBanner::showPermits);
    setAsking(std::nullopt);
    showPermits();
    hide();
}

void BrakeBanner::showPermits()
{
    const QString leave =
        m_shown ? tr("The rows stay in %1 only. Every comparison will find them until somebody repairs them.")
                      .arg(m_shown->plan.side.value)
                : QString();
    for (QPushButton* button : {m_restore, m_delete, m_leave, m_yes})
        m_context.permits.apply(*button, Permits::Level::Everything, !m_request, button == m_leave ? leave : QString());
    m_context.permits.apply(*m_look, Permits::Level::Operate);
}

QPushButton* BrakeBanner::makeButton(const char* name, const char* role)
{
    auto* button = new QPushButton(this);
    button->setObjectName(QLatin1StringView(name));
    setRole(button, role);
    return button;
}

void BrakeBanner::showHeld(const ServiceSnapshot& snapshot, const std::optional<LinkName>& scope)
{
    QList<Shown> held;
    for (const LinkSnapshot& link : snapshot.links) {
        if (scope && link.name != *scope)
            continue;
        const bool production =
            link.a.environment == Environment::Production || link.b.environment == Environment::Production;
        for (const BrakePlan& plan : link.brake)
            held.append({plan, production});
    }
    setVisible(!held.isEmpty());
    if (held.isEmpty()) {
        m_shown.reset();
        return setAsking(std::nullopt);
    }
    // The plan that is looked at stays in its place while others come.
    const auto same =
        std::ranges::find_if(held, [this](const Shown& shown) { return m_shown && shown.plan.id == m_shown->plan.id; });
    setPlan(same == held.end() ? held.constFirst() : *same, held.size() - 1, say::zoneOf(snapshot), snapshot.at);
}

void BrakeBanner::setPlan(const Shown& shown, qsizetype others, const QTimeZone& zone, const QDateTime& now)
{
    const BrakePlan& plan = shown.plan;
    // Other figures than those that were asked about need a new word.
    if (!m_shown || m_shown->plan.id != plan.id || m_shown->plan.deletes != plan.deletes)
        setAsking(std::nullopt);
    m_shown = shown;
    const QString table = say::isolate(plan.table.value);
    m_title->setText(tr("%1 of %2 rows in %3 would be deleted in %4")
                         .arg(say::number(plan.deletes), say::number(plan.rows), table, nameOf(plan.side)));
    QStringList remark;
    switch (plan.reason) {
    case BrakeReason::Truncate:
        remark += tr("The table was truncated in %1.").arg(nameOf(plan.origin));
        break;
    case BrakeReason::Swapped:
        remark += tr("%1 is not the database it was.").arg(nameOf(plan.origin));
        break;
    case BrakeReason::Parent:
        remark += tr("Rows of a held table hang on them.");
        break;
    default:
        break;
    }
    remark += tr("Held on %1 since %2. Nothing was passed on.")
                  .arg(say::isolate(plan.link.value), say::moment(plan.since, zone, now));
    if (!plan.cause.isEmpty())
        remark += tr("Deleted in %1 by %2.").arg(nameOf(plan.origin), say::isolate(plan.cause));
    if (others > 0)
        remark += tr("%n more table(s) wait(s).", nullptr, static_cast<int>(others));
    m_remark->setText(remark.join(u' '));
    QStringList samples;
    for (const BrakeSample& sample : plan.samples.first(std::min<qsizetype>(samplesShown, plan.samples.size())))
        samples.append(rowText(sample));
    m_samples->setVisible(!samples.isEmpty());
    m_samples->setText(tr("Such as: %1").arg(samples.join(u"; "_s)));
    m_restore->setText(tr("Restore %1 rows in %2").arg(say::number(plan.deletes), plan.origin.value));
    m_delete->setText(tr("Delete %1 rows in %2").arg(say::number(plan.deletes), plan.side.value));
    showPermits();
}

void BrakeBanner::ask(BrakeDecision decision)
{
    if (m_shown && m_shown->production)
        setAsking(decision);
    else
        decide(decision);
}

/// Production: the same effect in words once more, and a second button; nothing pops up.
void BrakeBanner::setAsking(std::optional<BrakeDecision> decision)
{
    m_asking = decision;
    for (QPushButton* button : {m_restore, m_delete, m_leave, m_look})
        button->setVisible(!decision);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_question), static_cast<QWidget*>(m_yes), static_cast<QWidget*>(m_no)})
        widget->setVisible(decision.has_value());
    if (!decision || !m_shown)
        return;
    const QPushButton* chosen = *decision == BrakeDecision::Accept    ? m_delete
                                : *decision == BrakeDecision::Reverse ? m_restore
                                                                      : m_leave;
    m_yes->setText(tr("Yes: %1").arg(chosen->text()));
    m_question->setText(tr("This is production. Press again to confirm."));
    m_no->setFocus();
}

void BrakeBanner::decide(BrakeDecision decision)
{
    if (!m_shown || m_request)
        return;
    m_request = m_next++;
    setAsking(std::nullopt);
    showPermits();
    m_context.service.decideBrake(*m_request, m_shown->plan.id, decision, m_context.who);
}

void BrakeBanner::finish(const CommandOutcome& outcome)
{
    if (m_request != outcome.request)
        return;
    m_request.reset();
    showPermits();
    if (outcome.failure)
        m_remark->setText(say::sentence(*outcome.failure));
}

void BrakeBanner::pauseAndLook()
{
    if (!m_shown)
        return;
    m_context.service.pause(0, m_shown->plan.link, m_context.who);
    emit lookAsked(m_shown->plan.link);
}

} // namespace keel
