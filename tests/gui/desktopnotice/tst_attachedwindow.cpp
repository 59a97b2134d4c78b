// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/attachedwindow.h"
#include "tests/gui/desktopnotice/notifications.h"
#include "tests/support/attached/attached.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

/// The desktop on a service elsewhere as the program opens it: what the service's alerts and the token's role do there.
class TestAttachedWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void alertsOfTheServiceAreShownByTheDesktop();
    void aViewersButtonsSayWhyTheyAreOff();
    void anAdminMayDoEverything();

private:
    /// With the token that `role` has; empty: the admin's.
    void open(const QString& role);
    [[nodiscard]] static QToolButton* forceSync();

    PrivateBus m_bus;
    QTemporaryDir m_dir;
    std::unique_ptr<FakeSyncService> m_service;
    std::unique_ptr<Attached> m_attached;
    std::unique_ptr<AttachedWindow> m_window;
};

void TestAttachedWindow::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", m_dir.path().toUtf8());
    if (!PrivateBus::program().isEmpty())
        QVERIFY(m_bus.start());
}

void TestAttachedWindow::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)."_s));
}

void TestAttachedWindow::cleanup()
{
    m_window.reset();
    m_attached.reset();
    m_service.reset();
}

void TestAttachedWindow::open(const QString& role)
{
    m_service = std::make_unique<FakeSyncService>();
    m_attached = std::make_unique<Attached>(*m_service);
    QVERIFY(m_attached->start());
    QFile file(m_dir.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(role.isEmpty() ? m_attached->token() : m_attached->makeToken(role));
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    AttachOptions options;
    options.address = QUrl(u"http://127.0.0.1:%1"_s.arg(m_attached->port()));
    options.tokenFile = file.fileName();
    options.who = u"ana"_s;
    m_window = std::make_unique<AttachedWindow>(options);
    m_window->start();
    QTRY_VERIFY(forceSync());
}

QToolButton* TestAttachedWindow::forceSync()
{
    for (QWidget* widget : QApplication::allWidgets()) {
        auto* button = qobject_cast<QToolButton*>(widget);
        if (button && button->accessibleName() == u"Force sync"_s)
            return button;
    }
    return nullptr;
}

void TestAttachedWindow::alertsOfTheServiceAreShownByTheDesktop()
{
    if (PrivateBus::program().isEmpty())
        QSKIP("dbus-daemon is not installed: notifications were not tried");
    Notifications desktop;
    QVERIFY(desktop.serve(m_bus.address()));
    open(u"viewer"_s);
    QVERIFY(forceSync());
    m_attached->api().tellAlert(u"Evenkeel: clinic-cloud is down"_s, u"clinic-cloud is down: a < b"_s);
    QTRY_COMPARE(desktop.shown.size(), 5);
    // A person may be attached to several.
    QCOMPARE(desktop.shown.at(2), u"Evenkeel: clinic-cloud is down (127.0.0.1:%1)"_s.arg(m_attached->port()));
    QCOMPARE(desktop.shown.at(3), u"clinic-cloud is down: a &lt; b"_s);
}

void TestAttachedWindow::aViewersButtonsSayWhyTheyAreOff()
{
    open(u"viewer"_s);
    QVERIFY(forceSync());
    QVERIFY(!forceSync()->isEnabled());
    QVERIFY2(forceSync()->toolTip().contains(u"operator"_s), qPrintable(forceSync()->toolTip()));
    QTest::mouseClick(forceSync(), Qt::LeftButton);
    cleanup();
    open(u"operator"_s);
    QVERIFY(forceSync());
    QTRY_VERIFY(forceSync()->isEnabled());
    QTest::mouseClick(forceSync(), Qt::LeftButton);
    QTRY_COMPARE(m_service->calls.filter(u"forceSync"_s).size(), 1);
}

void TestAttachedWindow::anAdminMayDoEverything()
{
    open({});
    QVERIFY(forceSync());
    QVERIFY(forceSync()->isEnabled());
    QVERIFY2(forceSync()->toolTip().startsWith(u"Force sync"_s), qPrintable(forceSync()->toolTip()));
}

QTEST_MAIN(TestAttachedWindow)
#include "tst_attachedwindow.moc"
