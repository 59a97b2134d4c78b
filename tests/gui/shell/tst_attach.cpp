// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/notknown.h"
#include "tests/support/fakeservice/fakesyncservice.h"
#include "ui/attach/attachform.h"
#include "ui/desktop.h"
#include "ui/shell/attachstrip.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/veil.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

/// What a window over a service elsewhere says of it.
class TestAttach : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)."_s)); }
    void theWindowSaysToWhatItIsAttached();
    void whileAwayNothingIsGreenAndItsAgeIsSaid();
    void itsOwnServiceNeedsNoStrip();
    void theFormTakesATokenAndForgetsIt();
    void theFormSaysWhatIsWrong();

private:
    void open(const QString& service);
    [[nodiscard]] QString said() const;

    QTemporaryDir m_dir;
    FakeSyncService m_service;
    int m_tries = 0;
    std::unique_ptr<QWidget> m_window;
};

void TestAttach::open(const QString& service)
{
    m_window.reset();
    m_service.show(sample::snapshot());
    DesktopOptions options;
    options.look = DesktopOptions::Look::Light;
    options.language = u"en"_s;
    options.settingsFile = m_dir.filePath(u"desktop.ini"_s);
    options.who = u"ana"_s;
    options.attachedTo = service;
    options.tryAgain = [this] { ++m_tries; };
    m_window = makeDesktop(m_service, options);
    m_window->show();
}

QString TestAttach::said() const
{
    QStringList texts;
    for (const QLabel* label : m_window->findChild<AttachStrip*>()->findChildren<QLabel*>())
        texts.append(label->text().remove(QChar(0x2068)).remove(QChar(0x2069)));
    return texts.join(u' ').trimmed();
}

void TestAttach::theWindowSaysToWhatItIsAttached()
{
    open(u"sync-01:7878"_s);
    QCOMPARE(said(), u"Attached to sync-01:7878"_s);
    QCOMPARE(m_window->windowTitle(), u"1 of 4 links needs attention - sync-01:7878 - Evenkeel"_s);
    static_cast<MainWindow*>(m_window.get())->showPage(u"tables"_s, std::nullopt);
    QVERIFY2(m_window->windowTitle().endsWith(u" - sync-01:7878 - Evenkeel"_s), qPrintable(m_window->windowTitle()));
    for (const Veil* veil : m_window->findChildren<Veil*>())
        QVERIFY(!veil->isVisible());
}

void TestAttach::whileAwayNothingIsGreenAndItsAgeIsSaid()
{
    open(u"sync-01:7878"_s);
    static_cast<MainWindow*>(m_window.get())->showPage(u"overview"_s, std::nullopt);
    m_service.show(remote::notKnown(sample::snapshot(), u"connection refused"_s));
    // 07:42:18 UTC in the sample's zone.
    QVERIFY2(said().startsWith(u"Nothing comes from sync-01:7878: connection refused. "
                               "What is shown is as of 10:42:18, "_s),
             qPrintable(said()));
    QCOMPARE(m_window->windowTitle(), u"Not known since 10:42:18 - sync-01:7878 - Evenkeel"_s);
    int drawn = 0;
    for (const Veil* veil : m_window->findChildren<Veil*>())
        drawn += veil->isVisible() ? 1 : 0;
    QVERIFY(drawn > 0);
    auto* again = m_window->findChild<AttachStrip*>()->findChild<QPushButton*>();
    QVERIFY(again->isVisible());
    QTest::mouseClick(again, Qt::LeftButton);
    QCOMPARE(m_tries, 1);

    m_service.show(sample::snapshot());
    QCOMPARE(said(), u"Attached to sync-01:7878"_s);
    QVERIFY(!again->isVisible());
    // What it said of the service while away does not stay behind.
    for (const QLabel* label : m_window->findChildren<QLabel*>())
        QVERIFY(!label->isVisible() || !label->text().contains(u"connection refused"_s));
}

void TestAttach::itsOwnServiceNeedsNoStrip()
{
    open({});
    QVERIFY(!m_window->findChild<AttachStrip*>()->isVisible());
    QCOMPARE(m_window->windowTitle(), u"1 of 4 links needs attention - Evenkeel"_s);
}

void TestAttach::theFormTakesATokenAndForgetsIt()
{
    AttachForm form(u"sync-01:7878"_s);
    form.show();
    form.askToken({.kind = ErrorClass::Config, .code = ErrorCode::NotFound});
    QSignalSpy given(&form, &AttachForm::tokenGiven);
    auto* token = form.findChild<QLineEdit*>();
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    QTest::keyClick(token, Qt::Key_Return);
    QCOMPARE(given.size(), 0);
    QTest::keyClicks(token, u" the-token "_s);
    form.findChild<QCheckBox*>()->setChecked(false);
    QTest::keyClick(token, Qt::Key_Return);
    QCOMPARE(given.size(), 1);
    QCOMPARE(given.first().at(0).toByteArray(), QByteArray("the-token"));
    QCOMPARE(given.first().at(1).toBool(), false);
    QVERIFY(token->text().isEmpty());
}

void TestAttach::theFormSaysWhatIsWrong()
{
    AttachForm form(u"sync-01:7878"_s);
    form.sayAway({.kind = ErrorClass::Transient, .code = ErrorCode::Unreachable, .detail = u"Connection refused"_s});
    const auto* state = form.findChild<QLabel*>(u"state"_s);
    QVERIFY2(state->text().contains(u"Connection refused"_s), qPrintable(state->text()));
    form.askToken({.kind = ErrorClass::Config, .code = ErrorCode::AccessDenied, .detail = u"the token is not right"_s});
    QVERIFY2(state->text().contains(u"the token is not right"_s), qPrintable(state->text()));
}

QTEST_MAIN(TestAttach)
#include "tst_attach.moc"
